package dev.fleetledger.domain.job;

import dev.fleetledger.schemas.job.StepEffect;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call to a provider that was claimed, and what is known of it.
 *
 * @param step by name
 * @param number counted from 1 for each step
 * @param claimId of this attempt alone
 * @param claimedAt by the ledger's time
 * @param startBy after which the call may no longer begin
 * @param deadline after which the call, or once it is waited for what it began, must be over
 * @param waiting whether the provider said that it is at it
 * @param reference by which the provider knows what it is doing, null if it needs none
 * @param provider that is called, by name
 */
public record Attempt(
        String step,
        int number,
        StepEffect effect,
        UUID claimId,
        Instant claimedAt,
        Instant startBy,
        Instant deadline,
        boolean waiting,
        @Nullable String reference,
        String provider) {

    /** The same, of which the provider said that it is at it. */
    Attempt waiting(@Nullable String newReference, Instant newDeadline) {
        return new Attempt(
                step, number, effect, claimId, claimedAt, startBy, newDeadline, true, newReference, provider);
    }

    /** Whether it stops another one. */
    public boolean isAbort() {
        return step.equals(JobPlan.ABORT);
    }
}
