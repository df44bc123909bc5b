package dev.fleetledger.command.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.command.cloudinit.Placeholders;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.VariableDetails;
import dev.fleetledger.schemas.template.VariableType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A variable as a client declares it.
 *
 * @param name as it stands in the content
 * @param type string if absent
 * @param usual its value where none is given; in a change, the stars of a hidden one keep it
 * @param required whether a deployment has to give it a value, if there is no usual one; not so if absent
 * @param secret whether its values are hidden; not so if absent
 */
public record NewVariable(
        @NotNull
        @Pattern(
                regexp = Placeholders.NAME,
                message = "must be letters, digits and underscores, 64 at most, no digit first")
        String name,

        @Nullable VariableType type,

        @JsonProperty("default") @Nullable @Size(max = NewVariable.LONGEST_USUAL)
        String usual,

        @Nullable @Size(max = 500) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
        String description,

        @Nullable Boolean required,
        @Nullable Boolean secret) {
    static final int LONGEST_VALUE = 4096;
    /** Shorter, as answers that are remembered show it. */
    static final int LONGEST_USUAL = 1024;

    /** Says nothing of the value. */
    @Override
    public String toString() {
        return "NewVariable[" + name + "]";
    }

    private VariableType kind() {
        return type == null ? VariableType.STRING : type;
    }

    private boolean isSecret() {
        return secret != null && secret;
    }

    /** @param seal a value of the variable of that name */
    VariableDetails details(BiFunction<String, String, Concealed> seal) {
        var isHidden = isSecret() && usual != null && !usual.equals(SealedSecret.SHOWN);
        return new VariableDetails(
                name,
                kind(),
                isHidden ? null : usual,
                isHidden ? seal.apply(name, usual) : null,
                description,
                required != null && required,
                isSecret());
    }

    /** What is wrong with its value, if anything is. */
    Optional<FieldError> error(int index) {
        if (usual == null || (isSecret() && usual.equals(SealedSecret.SHOWN))) {
            return Optional.empty();
        }
        return Values.problem(kind(), usual)
                .map(expected -> new FieldError(
                        "body",
                        List.of("variables", Integer.toString(index), "default"),
                        "is none of the variable's type",
                        "value_error",
                        isSecret() ? null : usual,
                        expected));
    }
}
