package dev.fleetledger.command.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.command.cloudinit.Ingredients;
import dev.fleetledger.command.cloudinit.Inspection;
import dev.fleetledger.command.cloudinit.UnfitValueException;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.template.Templates;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.security.Sealer;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.providers.UserData;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a deployed machine is handed: made once when that is asked for, so that nothing is begun that cannot be, and again
 * when the machine's provider is called. In between stand its ingredients, sealed for the server.
 */
public final class Handover {
    /** MAAS keeps any, clouds some 16 KB, and what is longer is better fetched by the machine. */
    static final int LONGEST = 65_536;

    private static final String FIELD = "user_data";
    private static final String TEMPLATE = "template";

    private final Sealer sealer;
    private final TemplateSecrets secrets;

    public Handover(Sealer sealer) {
        this.sealer = sealer;
        this.secrets = new TemplateSecrets(sealer);
    }

    /**
     * What is ready to be handed over.
     *
     * @param template null for none
     * @param unused names of variables that were sent and that no template declares
     * @param sha256 of what the machine is handed, null for nothing
     * @param sealed its ingredients, null for nothing
     */
    public record Ready(
            @Nullable Template template,
            List<String> unused,
            @Nullable String sha256,
            @Nullable Concealed sealed) {}

    /**
     * Makes it ready.
     *
     * @param numberOrName of the template, null for none
     * @param variables that were sent
     * @param userData that was sent; null or empty for none
     * @throws RejectedException if it cannot be handed over, which names the field
     */
    public Ready prepare(
            Templates templates,
            UUID server,
            @Nullable String numberOrName,
            Map<String, String> variables,
            @Nullable String userData) {
        reject(Values.errors(variables));
        var template = numberOrName == null ? null : known(templates, numberOrName);
        var beside = userData == null || userData.isEmpty() ? null : userData;
        if (template == null) {
            return ready(
                    server,
                    null,
                    variables.keySet().stream().sorted().toList(),
                    new Ingredients(null, Map.of(), beside));
        }
        var values = Values.of(template, variables, variable -> secrets.usual(template, variable));
        var errors = new ArrayList<>(values.wrong());
        values.missing().stream().map(Values::missing).forEach(errors::add);
        if (!values.undeclared().isEmpty()) {
            errors.add(broken(
                    template, "uses variables that it does not declare: " + String.join(", ", values.undeclared())));
        }
        Inspection.of(template.content(), Map.of()).errors().stream()
                .map(error -> broken(template, error))
                .forEach(errors::add);
        reject(errors);
        return ready(server, template, values.unused(), new Ingredients(template.content(), values.given(), beside));
    }

    private Ready ready(UUID server, @Nullable Template template, List<String> unused, Ingredients ingredients) {
        try {
            var made = ingredients.make();
            if (made == null) {
                return new Ready(template, unused, null, null);
            }
            if (made.bytes().length > LONGEST) {
                throw new RejectedException(new Rejection.Invalid(FieldError.invalid(
                        ingredients.userData() == null ? TEMPLATE : FIELD,
                        "more than a machine is handed: " + made.bytes().length + " bytes in all",
                        null,
                        "at most " + LONGEST + " bytes, the template's among them")));
            }
            return new Ready(template, unused, made.sha256(), seal(server, ingredients));
        } catch (UnfitValueException e) {
            throw new RejectedException(
                    new Rejection.Invalid(Values.unfit(e.variable(), String.valueOf(e.getMessage()))));
        }
    }

    /**
     * What the machine is handed; empty if this keyset cannot open the ingredients, or other ones were meant.
     *
     * @param sha256 of what was made when it was asked for
     */
    public Optional<UserData> make(UUID server, Concealed sealed, @Nullable String sha256) {
        return unseal(server, sealed)
                .flatMap(Handover::made)
                .filter(data -> data.sha256().equals(sha256));
    }

    /** The values of variables in it, of which any may be a secret; none if this keyset cannot open the ingredients. */
    public Collection<String> values(UUID server, Concealed sealed) {
        return unseal(server, sealed)
                .<Collection<String>>map(ingredients -> ingredients.values().values())
                .orElse(List.of());
    }

    private Optional<Ingredients> unseal(UUID server, Concealed sealed) {
        try {
            var json = sealer.unseal(FleetId.DEFAULT, Server.ref(server), FIELD, sealed);
            return Optional.of(Json.stored().readValue(json.value(), Ingredients.class));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            // What is in them is not to be told.
            return Optional.empty();
        }
    }

    private static Optional<UserData> made(Ingredients ingredients) {
        try {
            return Optional.ofNullable(ingredients.make());
        } catch (UnfitValueException e) {
            return Optional.empty();
        }
    }

    private Concealed seal(UUID server, Ingredients ingredients) {
        try {
            var json = Json.stored().writeValueAsString(ingredients);
            return sealer.seal(FleetId.DEFAULT, Server.ref(server), FIELD, new Secret(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts that are no JSON", e);
        }
    }

    private static Template known(Templates templates, String numberOrName) {
        return templates
                .find(numberOrName)
                .orElseThrow(() -> new RejectedException(new Rejection.Invalid(FieldError.invalid(
                        TEMPLATE, "no such template", numberOrName, "the name or number of a template"))));
    }

    private static FieldError broken(Template template, String why) {
        return FieldError.invalid(TEMPLATE, why, template.name(), "a template that its validation finds valid");
    }

    private static void reject(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
    }
}
