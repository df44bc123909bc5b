package dev.fleetledger.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes values of JSON, and tells all that is wrong with it at once. */
final class Binder {
    private static final int MOST_ERRORS = 50;

    private final ObjectMapper mapper;
    private final Constraints constraints = new Constraints();

    Binder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The value, checked; the rejection names every wrong field. */
    Object bind(ObjectNode sent, JavaType type, String in) {
        var errors = new ArrayList<>(Texts.check(sent, in));
        var tree = sent.deepCopy();
        errors.forEach(error -> remove(tree, error.path()));
        var value = convert(tree, sent, type, in, errors);
        var known = new HashSet<List<String>>();
        errors.forEach(error -> known.add(error.path()));
        constraints.check(value, sent, in).stream()
                .filter(error -> known.add(error.path()))
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return value;
    }

    private Object convert(JsonNode tree, JsonNode sent, JavaType type, String in, List<FieldError> errors) {
        Set<List<String>> seen = new HashSet<>();
        while (true) {
            try {
                return mapper.<Object>treeToValue(tree, type);
            } catch (JsonMappingException e) {
                var error = Expectation.worded(Mismatch.of(e, sent, in, mapper), type.getRawClass());
                errors.add(error);
                // What is wrong is taken out, to find what else is.
                if (!seen.add(error.path()) || seen.size() > MOST_ERRORS || !remove(tree, error.path())) {
                    throw invalid(errors);
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
