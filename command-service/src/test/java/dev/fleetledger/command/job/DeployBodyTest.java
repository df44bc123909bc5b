package dev.fleetledger.command.job;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of a deployment is small. */
class DeployBodyTest {

    private static DeployBody with(Map<String, String> variables) {
        return new DeployBody(null, null, null, null, null, null, variables);
    }

    private static Map<String, String> variables(int count) {
        return IntStream.range(0, count).mapToObj(i -> "V" + i).collect(Collectors.toMap(Function.identity(), x -> ""));
    }

    @Test
    void thereAreFiftyVariablesAtMost() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var validator = factory.getValidator();
            assertThat(validator.validate(with(variables(50)))).isEmpty();
            assertThat(validator.validate(with(variables(51))))
                    .extracting(violation -> violation.getPropertyPath().toString())
                    .containsExactly("environmentVariables");
        }
    }
}
