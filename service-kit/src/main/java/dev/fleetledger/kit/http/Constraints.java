package dev.fleetledger.kit.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.error.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;

/** Checks Jakarta constraints, and names fields as they are on the wire. */
final class Constraints {
    /** Stable names of kinds of errors, as the documents' own examples have them. */
    private static final Map<Class<?>, String> TYPES = Map.of(
            Size.class, "value_error.size",
            Pattern.class, "value_error.str.regex");

    private final Validator validator = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator(
                    java.util.Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false))
            .propertyNodeNameProvider(property -> property instanceof JavaBeanProperty bean
                    ? Json.wireName(bean.getDeclaringClass(), bean.getName())
                    : property.getName())
            .buildValidatorFactory()
            .getValidator();

    List<FieldError> check(Object value, JsonNode sent, String in) {
        return validator.validate(value).stream()
                .map(violation -> error(violation, sent, in))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::type))
                .toList();
    }

    private static FieldError error(ConstraintViolation<?> violation, JsonNode sent, String in) {
        var path = path(violation.getPropertyPath());
        var constraint = violation.getConstraintDescriptor().getAnnotation().annotationType();
        var isPresence = constraint == NotNull.class || constraint == NotBlank.class || constraint == NotEmpty.class;
        if (isPresence && violation.getInvalidValue() == null) {
            return isSent(sent, path)
                    ? new FieldError(in, path, "null is not allowed", "type_error.none.not_allowed", null, "a value")
                    : new FieldError(in, path, "field required", "value_error.missing", null, "a value");
        }
        return new FieldError(
                in,
                path,
                violation.getMessage(),
                TYPES.getOrDefault(constraint, "value_error"),
                Mismatch.received(sent, path),
                Expectation.of(violation));
    }

    private static boolean isSent(JsonNode sent, List<String> path) {
        var node = sent;
        for (var step : path) {
            node = Binder.child(node, step);
        }
        return !node.isMissingNode();
    }

    private static List<String> path(Path path) {
        var steps = new ArrayList<String>();
        for (var node : path) {
            if (node.getIndex() != null) {
                steps.add(node.getIndex().toString());
            } else if (node.getKey() != null) {
                steps.add(node.getKey().toString());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                steps.add(node.getName());
            }
        }
        return steps;
    }
}
