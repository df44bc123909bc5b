package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.Position;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the ledger for who has to know who changed what, when, from where, why and by which command.
 *
 * @param sequence counted per fleet from 1 without gaps
 * @param version of the aggregate after it
 * @param position its place in the ledger
 * @param changes the fields that it changed; secrets shown as asterisks
 * @param hash of the ledger's chain up to it
 */
public record AuditEvent(
        UUID id,
        String type,
        Instant time,
        long sequence,
        long version,
        Position position,
        AggregateRef aggregate,
        String actor,
        @Nullable String address,
        @Nullable String reason,
        UUID commandId,
        UUID correlationId,
        @Nullable UUID causationId,
        Map<String, Change> changes,
        String hash) {

    /** A field's values. */
    public record Change(JsonNode before, JsonNode after) {}
}
