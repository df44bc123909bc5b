package dev.fleetledger.command.template;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.TemplateDetails;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of templates. In variables, stars for a hidden value keep the one that is. */
public sealed interface TemplateCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.TEMPLATE_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return TemplateDecider.decide(this, state);
    }

    /**
     * Adds one.
     *
     * @param templateId for which its secrets are sealed
     */
    record CreateTemplate(UUID templateId, TemplateDetails details) implements TemplateCommand {}

    /**
     * Makes another version of it.
     *
     * @param packages that the new content asks for, null if none was sent
     */
    record UpdateTemplate(
            long number,
            Change<TemplateDetails> change,
            @Nullable List<String> packages) implements TemplateCommand {}

    /** Removes one that nothing is deployed with. */
    record DeleteTemplate(long number) implements TemplateCommand {}
}
