package dev.fleetledger.domain.node;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node as the ledger has it.
 *
 * @param id its number
 * @param storageQuotaGb what its sites may hold together, in units of 2^30 bytes; null for unlimited
 * @param storageUsedBytes what they hold; null while that is not known
 * @param isMaster whether it runs on the platform's own machine
 * @param version of the aggregate; the ETag
 */
public record NodeView(
        long id,
        String hostname,
        UUID uuid,
        @Nullable String ipAddress,
        @Nullable String systemInfo,
        Membership status,

        @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
        Double storageQuotaGb,

        @Nullable Long storageUsedBytes,
        boolean isMaster,
        Instant createdAt,
        long version) {

    /**
     * A node as it is shown.
     *
     * @param usedBytes what its sites hold, if that is known
     */
    public static NodeView of(Node node, @Nullable Long usedBytes, long version) {
        var details = node.details();
        return new NodeView(
                node.number(),
                details.hostname(),
                node.uuid(),
                details.ipAddress(),
                details.systemInfo(),
                node.status(),
                node.quotaGb(),
                usedBytes,
                details.master(),
                node.createdAt(),
                version);
    }
}
