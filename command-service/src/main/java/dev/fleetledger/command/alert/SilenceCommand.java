package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of the silences of a fleet. */
public sealed interface SilenceCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.ALERT_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return switch (this) {
            case CreateSilence create -> SilenceDecider.create(create, state, context.now());
            case EndSilence end -> SilenceDecider.end(end, state, context.now());
        };
    }

    /**
     * Has nobody told of some alerts for a while.
     *
     * @param silenceId its new id
     * @param startsAt now if null or past
     */
    record CreateSilence(
            UUID silenceId, NewSilence silence, @Nullable Instant startsAt) implements SilenceCommand {}

    /** Ends a silence before it expires. */
    record EndSilence(UUID silenceId) implements SilenceCommand {}
}
