package dev.fleetledger.command.cloudinit;

import dev.fleetledger.providers.UserData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of what that is made which a machine is handed. The same ingredients make the same.
 *
 * @param template its content in the version that was asked for, null for none
 * @param values of the variables that stand in it
 * @param userData that comes beside it, null for none
 */
public record Ingredients(
        @Nullable String template,
        Map<String, String> values,
        @Nullable String userData) {

    public Ingredients {
        values = Map.copyOf(values);
    }

    /**
     * What the machine is handed: one alone as it is, both as parts of one archive, the template first; null for nothing.
     *
     * @throws UnfitValueException if a value would make another document of the template
     */
    public @Nullable UserData make() throws UnfitValueException {
        if (template == null) {
            return userData == null ? null : new UserData(userData);
        }
        var rendered = Rendering.of(template, values).text();
        return new UserData(userData == null ? rendered : MimeArchive.of(List.of(rendered, userData)));
    }

    /** Says nothing of the values. */
    @Override
    public String toString() {
        return "Ingredients[" + values.keySet() + "]";
    }
}
