package dev.fleetledger.kit.http.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.json.WireField;
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
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;

/** Checks Jakarta constraints, and names fields as they are on the wire. */
final class Constraints {
    /** Stable names of kinds of errors, as the documents' own examples have them. */
    private static final Map<Class<?>, String> TYPES = Map.of(
            Size.class, "value_error.size",
            Pattern.class, "value_error.str.regex");

    private static final Set<Class<?>> PRESENCE = Set.of(NotNull.class, NotBlank.class, NotEmpty.class);

    private final Validator validator = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ConstraintTexts())
            .propertyNodeNameProvider(Constraints::wireName)
            .buildValidatorFactory()
            .getValidator();

    /**
     * What is wrong with a value.
     *
     * @param whole whether its own fields must be there where they say so
     */
    List<FieldError> check(Object value, JsonNode sent, String in, boolean whole) {
        return validator.validate(value).stream()
                .filter(violation -> whole
                        || !isAbsence(violation)
                        || path(violation.getPropertyPath()).size() > 1)
                .map(violation -> error(violation, sent, in))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::type))
                .toList();
    }

    private static FieldError error(ConstraintViolation<?> violation, JsonNode sent, String in) {
        var path = path(violation.getPropertyPath());
        if (isAbsence(violation)) {
            return isSent(sent, path)
                    ? new FieldError(in, path, "null is not allowed", "type_error.none.not_allowed", null, "a value")
                    : new FieldError(in, path, "field required", "value_error.missing", null, "a value");
        }
        return new FieldError(
                in,
                path,
                violation.getMessage(),
                TYPES.getOrDefault(constraint(violation), "value_error"),
                Mismatch.received(sent, path),
                ConstraintDescription.of(violation));
    }

    private static boolean isAbsence(ConstraintViolation<?> violation) {
        return violation.getInvalidValue() == null && PRESENCE.contains(constraint(violation));
    }

    private static Class<?> constraint(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation().annotationType();
    }

    /** Empty for what is unwrapped: it is no step on the way to a field. */
    private static String wireName(Property property) {
        return property instanceof JavaBeanProperty bean
                ? WireField.of(bean.getDeclaringClass()).stream()
                        .filter(field -> field.component().getDeclaringRecord() == bean.getDeclaringClass()
                                && field.component().getName().equals(bean.getName()))
                        .map(WireField::name)
                        .findFirst()
                        .orElse("")
                : property.getName();
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
            if (node.getKind() == ElementKind.PROPERTY && !node.getName().isEmpty()) {
                steps.add(node.getName());
            }
        }
        return steps;
    }
}
