package dev.fleetledger.command.template;

import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.template.Variable;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.security.Sealer;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import java.util.Objects;
import java.util.UUID;

/** The hidden values of templates' variables. */
final class TemplateSecrets {
    private static final String FIELD = "variables.";

    private final Sealer sealer;

    TemplateSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    Concealed seal(UUID template, String variable, String value) {
        return sealer.seal(FleetId.DEFAULT, Template.sealedFor(template), FIELD + variable, new Secret(value));
    }

    /** The usual value of a variable that has one, be it hidden; throws RejectedException if this keyset cannot open it. */
    String usual(Template template, Variable variable) {
        var hidden = variable.secretUsual();
        if (hidden == null) {
            return Objects.requireNonNull(variable.usual());
        }
        try {
            return sealer.unseal(
                            FleetId.DEFAULT,
                            Template.sealedFor(template.templateId()),
                            FIELD + variable.name(),
                            hidden.known())
                    .value();
        } catch (IllegalArgumentException e) {
            throw unopened(variable);
        }
    }

    private static RejectedException unopened(Variable variable) {
        return new RejectedException(new Rejection.Conflict(
                "CONFLICT",
                "The default of variable " + variable.name() + " was sealed by a key that is not there any more; set it"
                        + " anew"));
    }
}
