package dev.fleetledger.query.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that left no event, as {@code fleet.outcomes} tells of it.
 *
 * @param id of the command
 * @param actor who had asked
 * @param type of the command
 * @param code why it was refused, stable; null if it was accepted
 * @param message why it was refused, for people
 * @param earlier the command that did it before, under the same idempotency key; null if there was nothing to do
 */
public record EventlessOutcome(
        UUID id,
        Instant time,
        String actor,
        @Nullable String type,
        @Nullable String code,
        @Nullable String message,
        @Nullable UUID earlier) {}
