package dev.fleetledger.kit.http.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.json.WireField;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes values of JSON, and tells all that is wrong with it at once. */
public final class Binder {
    private static final int MOST_ERRORS = 50;

    private final ObjectMapper mapper;
    private final Constraints constraints = new Constraints();

    public Binder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The value, checked, or the {@link Change} of one; the rejection names every wrong field. */
    public Object bind(ObjectNode sent, JavaType type, String in) {
        return type.hasRawClass(Change.class)
                ? change((Record) bind(sent, type.containedType(0), in, false), sent)
                : bind(sent, type, in, true);
    }

    /** What a value changes of another that was made of these fields. */
    public static <T extends Record> Change<T> change(T value, ObjectNode fields) {
        var sent = WireField.of(value.getClass()).stream()
                .filter(field -> fields.has(field.name()))
                .toList();
        return new Change<>(
                value,
                sent.stream().map(field -> field.component().getName()).collect(Collectors.toSet()),
                sent.stream()
                        .filter(field -> fields.path(field.name()).isNull()
                                && field.component().getAccessor().isAnnotationPresent(NotNull.class))
                        .map(WireField::name)
                        .toList());
    }

    private Object bind(ObjectNode sent, JavaType type, String in, boolean whole) {
        var errors = new ArrayList<>(StorableValues.check(sent, in));
        var tree = sent.deepCopy();
        if (type.getRawClass().isRecord()) {
            // Jackson would take what is unwrapped under its own name too.
            tree.retain(WireField.of(type.getRawClass()).stream()
                    .map(WireField::name)
                    .toList());
        }
        errors.forEach(error -> remove(tree, error.path()));
        var misread = new ArrayList<FieldError>();
        var value = convert(tree, sent, type, in, misread);
        // What is unwrapped is read after the rest, wherever it stands.
        var order = sent.properties().stream().map(Map.Entry::getKey).toList();
        misread.sort(Comparator.comparingInt(error ->
                error.path().isEmpty() ? -1 : order.indexOf(error.path().getFirst())));
        errors.addAll(misread);
        if (value == null) {
            throw invalid(errors);
        }
        var known = new HashSet<List<String>>();
        errors.forEach(error -> known.add(error.path()));
        constraints.check(value, sent, in, whole).stream()
                .filter(error -> known.add(error.path()))
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return value;
    }

    /** Null if what is wrong lets nothing else be read. */
    private @Nullable Object convert(JsonNode tree, JsonNode sent, JavaType type, String in, List<FieldError> errors) {
        Set<List<String>> seen = new HashSet<>();
        while (true) {
            try {
                return mapper.<Object>treeToValue(tree, type);
            } catch (JsonMappingException e) {
                var error = ConstraintDescription.worded(Mismatch.of(e, sent, in, mapper), type.getRawClass());
                errors.add(error);
                // What is wrong is taken out, to find what else is.
                if (!seen.add(error.path()) || seen.size() > MOST_ERRORS || !remove(tree, error.path())) {
                    return null;
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree cannot be malformed", e);
            }
        }
    }

    private static RejectedException invalid(List<FieldError> errors) {
        return new RejectedException(new Rejection.Invalid(
                errors.stream().distinct().limit(MOST_ERRORS).toList()));
    }

    private static boolean remove(JsonNode tree, List<String> path) {
        var parent = tree;
        for (var step : path.subList(0, Math.max(0, path.size() - 1))) {
            parent = child(parent, step);
        }
        if (path.isEmpty()) {
            return false;
        }
        return switch (parent) {
            case ObjectNode object -> object.remove(path.getLast()) != null;
            case ArrayNode array -> array.remove(Integer.parseInt(path.getLast())) != null;
            default -> false;
        };
    }

    /** What stands at a step; missing if nothing does. */
    static JsonNode child(JsonNode node, String step) {
        return node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
    }
}
