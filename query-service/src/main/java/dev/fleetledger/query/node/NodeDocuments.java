package dev.fleetledger.query.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.kit.node.Membership;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.query.history.Sealed;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about nodes, about their sites and about their backups: three kinds of aggregates. */
public final class NodeDocuments implements AggregateDocuments<NodeEvent> {

    @Override
    public @Nullable ObjectNode after(NodeEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case NodeJoinRequested requested -> {
                var document = JsonNodeFactory.instance
                        .objectNode()
                        .put("uuid", requested.nodeId().toString())
                        .put("hostname", requested.details().hostname())
                        .put("ip_address", requested.details().ipAddress())
                        .put("system_info", requested.details().systemInfo())
                        .put("is_master", requested.details().master())
                        .put("status", Membership.PENDING.wireName())
                        .put("code_expires_at", requested.codeExpiresAt().toString())
                        .putNull("storage_quota_gb")
                        .putNull("api_key_id");
                yield document.set("registration_code", Sealed.at(metadata.version()));
            }
            case NodeJoinExpired expired -> null;
            case NodeApproved approved ->
                known(before)
                        .put("status", Membership.ACTIVE.wireName())
                        .put("code_expires_at", approved.codeExpiresAt().toString());
            case NodeKeyIssued issued ->
                known(before)
                        .put("api_key_id", issued.keyId().toString())
                        .putNull("code_expires_at")
                        .putNull("registration_code");
            case NodeQuotaChanged changed -> known(before).put("storage_quota_gb", changed.quotaGb());
            case SiteReported reported ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("node_id", reported.nodeNumber())
                        .put("name", reported.name())
                        .put("used_bytes", reported.usedBytes())
                        .put("quota_gb", reported.quotaGb());
            case BackupReported reported ->
                Json.mapper()
                        .<ObjectNode>valueToTree(reported.details())
                        .put("node_id", reported.nodeNumber())
                        .put("site_id", reported.siteNumber());
        };
    }

    /** Nodes by their hostname. */
    @Override
    public Set<String> names(ObjectNode document) {
        return document.has("hostname")
                ? Set.of("name:" + document.get("hostname").textValue().toLowerCase(Locale.ROOT))
                : Set.of();
    }

    private static ObjectNode known(@Nullable ObjectNode before) {
        return Objects.requireNonNull(before, "an event of a node that never was")
                .deepCopy();
    }
}
