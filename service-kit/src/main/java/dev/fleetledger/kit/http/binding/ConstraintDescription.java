package dev.fleetledger.kit.http.binding;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.json.WireField;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a constrained field may hold, in a few words: {@code integer between 1 and 48}. */
final class ConstraintDescription {
    private ConstraintDescription() {}

    static String of(ConstraintViolation<?> violation) {
        return field(violation)
                .map(ConstraintDescription::of)
                .filter(words -> !words.isEmpty())
                .orElseGet(() -> violation.getMessage().replaceFirst("^must be ", ""));
    }

    /** A mismatch in the words of the field's own bounds, if it says some: what is no number is not within them either. */
    static FieldError worded(FieldError error, Class<?> type) {
        return accessors(type, error.field())
                .filter(accessor -> accessor.isAnnotationPresent(Min.class)
                        && !accessor.getAnnotation(Min.class).message().startsWith("{"))
                .findFirst()
                .map(accessor -> new FieldError(
                        error.in(),
                        error.path(),
                        accessor.getAnnotation(Min.class).message(),
                        error.type(),
                        error.received(),
                        of(accessor)))
                .orElse(error);
    }

    /** What the field's annotations say together; empty if they say nothing that needs words of its own. */
    private static String of(Method field) {
        var least = least(field);
        var most = most(field);
        var type = field.getReturnType();
        if (least != null || most != null) {
            return (type == Double.class || type == double.class ? "number" : "integer") + bounds(least, most);
        }
        var size = field.getAnnotation(Size.class);
        if (size != null) {
            var unit = Collection.class.isAssignableFrom(type) ? "items" : "characters";
            return size.max() == Integer.MAX_VALUE
                    ? "at least " + size.min() + " " + unit
                    : size.min() + " to " + size.max() + " " + unit;
        }
        return "";
    }

    private static String bounds(@Nullable String least, @Nullable String most) {
        if (least == null) {
            return " of at most " + most;
        }
        return most == null ? " of at least " + least : " between " + least + " and " + most;
    }

    private static @Nullable String least(Method field) {
        return text(field, Min.class, min -> Long.toString(min.value()))
                .or(() -> text(field, DecimalMin.class, DecimalMin::value))
                .orElse(null);
    }

    private static @Nullable String most(Method field) {
        return text(field, Max.class, max -> Long.toString(max.value()))
                .or(() -> text(field, DecimalMax.class, DecimalMax::value))
                .orElse(null);
    }

    private static <A extends Annotation> Optional<String> text(
            Method field, Class<A> annotation, java.util.function.Function<A, String> text) {
        return Optional.ofNullable(field.getAnnotation(annotation)).map(text);
    }

    /** The field that the violation is about, found by the constraint on it. */
    private static Optional<Method> field(ConstraintViolation<?> violation) {
        var leaf = violation.getLeafBean();
        if (leaf == null) {
            return Optional.empty();
        }
        var constraint = violation.getConstraintDescriptor().getAnnotation();
        String last = null;
        for (var node : violation.getPropertyPath()) {
            last = node.getName();
        }
        return accessors(leaf.getClass(), last)
                .filter(accessor -> Arrays.asList(accessor.getAnnotations()).contains(constraint))
                .findFirst();
    }

    /** How the field of that name is read of a record. */
    private static Stream<Method> accessors(Class<?> type, @Nullable String name) {
        return WireField.of(type).stream()
                .filter(field -> field.name().equals(name))
                .map(field -> field.component().getAccessor());
    }
}
