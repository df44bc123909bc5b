package dev.fleetledger.query.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.node.Membership;
import dev.fleetledger.schemas.node.Usage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a node, with what its sites hold.
 *
 * @param document as {@link NodeDocuments} makes it
 */
record NodeRow(long number, long version, Instant createdAt, JsonNode document, Sites sites) {

    /** How many sites a node has, and what they hold. */
    record Sites(long count, long usedBytes) {
        static final Sites NONE = new Sites(0, 0);
    }

    boolean active() {
        return text("status").equals(Membership.ACTIVE.wireName());
    }

    /** Whether there was such a node: nobody approved a request in time, and it is none. */
    boolean exists(Instant then) {
        return active() || then.isBefore(Instant.parse(text("code_expires_at")));
    }

    UUID uuid() {
        return UUID.fromString(text("uuid"));
    }

    String text(String field) {
        return document.path(field).asText();
    }

    @Nullable
    String optional(String field) {
        return document.path(field).textValue();
    }

    boolean master() {
        return document.path("is_master").booleanValue();
    }

    Usage usage() {
        return new Usage(sites.usedBytes(), quota(document, "storage_quota_gb"));
    }

    static @Nullable Double quota(JsonNode document, String field) {
        return document.hasNonNull(field) ? Double.valueOf(document.get(field).doubleValue()) : null;
    }
}
