package dev.fleetledger.domain.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.event.VariableDetails;
import dev.fleetledger.schemas.template.VariableType;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a template as {@code {{ NAME }}}.
 *
 * @param usual its value where none is given, null for none and for a secret's
 * @param secretUsual that of a secret
 * @param required whether there has to be a value
 * @param secret whether its values are hidden
 */
public record Variable(
        String name,
        VariableType type,
        @Nullable String usual,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SealedSecret secretUsual,
        @Nullable String description,
        boolean required,
        boolean secret) {

    /** @param version of the template that is made of it */
    static Variable of(VariableDetails details, long version) {
        var hidden = details.secretUsual();
        return new Variable(
                details.name(),
                details.type(),
                details.usual(),
                hidden == null ? null : new SealedSecret(hidden, version),
                details.description(),
                details.required(),
                details.secret());
    }

    VariableDetails details() {
        return new VariableDetails(
                name, type, usual, secretUsual == null ? null : secretUsual.value(), description, required, secret);
    }

    /** Whether there is a value where none is given. */
    public boolean hasUsual() {
        return usual != null || secretUsual != null;
    }
}
