package dev.fleetledger.kit.http.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.ClassPath;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.json.Json;
import jakarta.validation.constraints.*;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each constraint that a body can have says what is wrong in words. */
class ConstraintsTest {
    private static final Instant PAST = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    private record Wrong(
            @AssertFalse boolean assertFalse,
            @AssertTrue boolean assertTrue,
            @DecimalMax("100") double decimalMax,
            @DecimalMax(value = "100", inclusive = false) double below,
            @DecimalMin("0.5") double decimalMin,
            @DecimalMin(value = "0.5", inclusive = false) double above,
            @Digits(integer = 2, fraction = 1) double digits,
            @Email String email,
            @Future Instant future,
            @FutureOrPresent Instant futureOrPresent,
            @Max(5) int max,
            @Min(5) int min,
            @Negative int negative,
            @NegativeOrZero int negativeOrZero,
            @NotBlank String notBlank,
            @NotEmpty String notEmpty,
            @NotNull String notNull,
            @Null String isNull,
            @Past Instant past,
            @PastOrPresent Instant pastOrPresent,

            @Pattern(regexp = "[a-z]+", message = "must be lower case")
            String pattern,

            @Positive int positive,
            @PositiveOrZero int positiveOrZero,
            @Size(min = 3, max = 9) String size) {}

    @SuppressWarnings({"NullAway", "ArgumentSelectionDefectChecker"}) // It is wrong on purpose.
    private static final Wrong WRONG = new Wrong(
            true, false, 101, 100, 0.4, 0.5, 123.45, "a@", PAST, PAST, 6, 4, 1, 1, " ", "", null, "x", FUTURE, FUTURE,
            "A", 0, -1, "ab");

    @Test
    void everyConstraintIsTried() throws Exception {
        var there =
                ClassPath.from(NotNull.class.getClassLoader())
                        .getTopLevelClasses(NotNull.class.getPackageName())
                        .stream()
                        .map(ClassPath.ClassInfo::load)
                        .filter(Class::isAnnotation)
                        .collect(Collectors.toSet());
        var tried = Arrays.stream(Wrong.class.getDeclaredFields())
                .flatMap(field -> Arrays.stream(field.getAnnotations()))
                .map(Annotation::annotationType)
                .collect(Collectors.<Object>toSet());
        assertThat(there).isNotEmpty();
        assertThat(tried).containsAll(there);
    }

    @Test
    void noneShowsItsTemplate() {
        var errors = new Constraints().check(WRONG, Json.mapper().valueToTree(WRONG), "body", true);
        assertThat(errors).hasSize(Wrong.class.getRecordComponents().length);
        assertThat(errors)
                .extracting(FieldError::message)
                .allSatisfy(message ->
                        assertThat(message).doesNotContain("{", "}", "$").isNotBlank());
        assertThat(message(errors, "decimal_max")).isEqualTo("must be less than or equal to 100");
        assertThat(message(errors, "below")).isEqualTo("must be less than 100");
        assertThat(message(errors, "decimal_min")).isEqualTo("must be greater than or equal to 0.5");
        assertThat(message(errors, "above")).isEqualTo("must be greater than 0.5");
    }

    private static String message(List<FieldError> errors, String field) {
        return errors.stream()
                .filter(error -> error.field().equals(field))
                .map(FieldError::message)
                .findFirst()
                .orElse("");
    }
}
