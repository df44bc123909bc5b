package dev.fleetledger.domain.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node, or a request to be one.
 *
 * @param number counted per fleet from 1
 * @param code keyed hash of its registration code; null once that is used up
 * @param codeExpiresAt from when on the code is good for nothing; null once that is used up
 * @param requestedFrom the address that its request to join came from, if that is known; no part of the history
 * @param quotaGb what its sites may hold together, in units of 2^30 bytes; null for unlimited
 * @param apiKeyId of the key that it was given; null before that
 */
public record Node(
        @JsonProperty("id") long number,
        UUID uuid,
        @JsonUnwrapped NodeDetails details,
        Membership status,

        @JsonProperty("registration_code") @Nullable SealedSecret code,

        @Nullable Instant codeExpiresAt,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        String requestedFrom,

        @JsonProperty("storage_quota_gb") @Nullable Double quotaGb,
        @Nullable UUID apiKeyId,
        Instant createdAt)
        implements Aggregate {

    /** The node after an event of it, of its sites or of its backups; null once its request to join has expired. */
    public static @Nullable Node evolve(@Nullable Node before, NodeEvent event, EventMetadata metadata) {
        return switch (event) {
            case NodeJoinRequested requested ->
                new Node(
                        requested.nodeNumber(),
                        requested.nodeId(),
                        requested.details(),
                        Membership.PENDING,
                        new SealedSecret(requested.code(), metadata.version()),
                        requested.codeExpiresAt(),
                        metadata.address(),
                        null,
                        null,
                        metadata.time());
            case NodeJoinExpired ignored -> null;
            case NodeApproved approved -> Aggregate.known(before).approved(approved.codeExpiresAt());
            case NodeKeyIssued issued -> Aggregate.known(before).withKey(issued.keyId());
            case NodeQuotaChanged changed -> Aggregate.known(before).withQuota(changed.quotaGb());
            case SiteEvent ignored -> before;
            case BackupReported ignored -> before;
        };
    }

    @Override
    public AggregateRef ref() {
        return NodeEvent.node(number);
    }

    /** By its hostname. */
    @Override
    public Set<String> names() {
        return Set.of("name:" + details.hostname().toLowerCase(Locale.ROOT));
    }

    /** Whether it was approved. */
    public boolean active() {
        return status == Membership.ACTIVE;
    }

    /** Whether there was such a node then: nobody approved a request in time, and it is none. */
    public boolean exists(Instant then) {
        return active() || isCodeGood(then);
    }

    boolean isCodeGood(Instant then) {
        return codeExpiresAt != null && then.isBefore(codeExpiresAt);
    }

    private Node approved(Instant expiresAt) {
        return new Node(
                number, uuid, details, Membership.ACTIVE, code, expiresAt, requestedFrom, quotaGb, apiKeyId, createdAt);
    }

    private Node withKey(UUID key) {
        return new Node(number, uuid, details, status, null, null, requestedFrom, quotaGb, key, createdAt);
    }

    private Node withQuota(@Nullable Double quota) {
        return new Node(number, uuid, details, status, code, codeExpiresAt, requestedFrom, quota, apiKeyId, createdAt);
    }
}
