package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.providers.Found;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the platform asks of itself about the steps of long work. */
sealed interface StepCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.SYSTEM_ADMIN);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return StepDecider.decide(this, state, context.now());
    }

    /**
     * Says that a provider is about to be called.
     *
     * @param provider by name
     */
    record ClaimStep(long number, String step, int attempt, UUID claimId, String provider) implements StepCommand {}

    /**
     * Says what is known of an attempt.
     *
     * @param claimId of the attempt; what is said of one that is settled, or was claimed by another, changes nothing
     */
    record TellStep(long number, UUID claimId, Told told) implements StepCommand {}

    /** What is known of an attempt. */
    sealed interface Told {

        /** The provider is at it. */
        record Began(@Nullable String reference) implements Told {}

        /** It got further. */
        record Further(String phase, int progress) implements Told {}

        record Done(Found found) implements Told {}

        /**
         * It is positively not done.
         *
         * @param error one sentence
         * @param retryable whether it may go well later
         */
        record Failed(String error, boolean retryable) implements Told {}

        /** The provider positively is not at it. */
        record NotBegun() implements Told {}

        /**
         * Nobody can say.
         *
         * @param reason one sentence
         */
        record Unknown(String reason) implements Told {}

        /** It should have been over by now, and the provider says that it is at it yet. */
        record Overdue() implements Told {}
    }
}
