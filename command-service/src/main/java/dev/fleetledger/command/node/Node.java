package dev.fleetledger.command.node;

import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.NodeDetails;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * A node as the deciders know it.
 *
 * @param number counted per fleet from 1
 * @param active whether it was approved
 * @param code keyed hash of its registration code; null once that is used up
 * @param codeExpiresAt from when on the code is good for nothing
 * @param requestedFrom the address that its request to join came from, if that is known
 * @param quotaGb what its sites may hold together, in units of 2^30 bytes; null for unlimited
 * @param sites by name
 */
public record Node(
        long number,
        UUID id,
        NodeDetails details,
        boolean active,
        @Nullable Concealed code,
        Instant codeExpiresAt,
        @Nullable String requestedFrom,
        @Nullable Double quotaGb,
        Instant createdAt,
        PMap<String, Site> sites) {

    /** Whether there still is such a node: nobody approved a request in time, and it is none. */
    boolean exists(Instant now) {
        return active || now.isBefore(codeExpiresAt);
    }

    /** What its sites hold together. */
    long usedBytes() {
        return sites.values().stream()
                .mapToLong(site -> site.usage().usedBytes())
                .sum();
    }

    Node approved(Instant expiresAt) {
        return new Node(number, id, details, true, code, expiresAt, requestedFrom, quotaGb, createdAt, sites);
    }

    Node withoutCode() {
        return new Node(number, id, details, active, null, codeExpiresAt, requestedFrom, quotaGb, createdAt, sites);
    }

    Node withQuota(@Nullable Double quota) {
        return new Node(number, id, details, active, code, codeExpiresAt, requestedFrom, quota, createdAt, sites);
    }

    Node with(Site site) {
        return new Node(
                number,
                id,
                details,
                active,
                code,
                codeExpiresAt,
                requestedFrom,
                quotaGb,
                createdAt,
                sites.plus(site.name(), site));
    }
}
