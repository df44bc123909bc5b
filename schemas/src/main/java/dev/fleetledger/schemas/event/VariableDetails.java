package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.template.VariableType;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a template as {@code {{ NAME }}}.
 *
 * @param usual its value where none is given, null for none and for a secret's
 * @param secretUsual that of a secret, sealed; null for none
 * @param required whether there has to be a value
 * @param secret whether its values are hidden
 */
public record VariableDetails(
        String name,
        VariableType type,
        @Nullable String usual,
        @Nullable Concealed secretUsual,
        @Nullable String description,
        boolean required,
        boolean secret) {

    /** The same with another hidden value. */
    public VariableDetails with(@Nullable Concealed hidden) {
        return new VariableDetails(name, type, usual, hidden, description, required, secret);
    }
}
