package dev.fleetledger.query.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that was refused, as {@code fleet.refusals} tells of it.
 *
 * @param id of the command
 * @param actor who had asked
 * @param type of the command
 * @param code of the refusal, stable
 * @param message of the refusal, for people
 */
public record Refusal(
        UUID id,
        Instant time,
        String actor,
        @Nullable String type,
        @Nullable String code,
        @Nullable String message) {}
