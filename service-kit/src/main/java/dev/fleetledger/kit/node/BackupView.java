package dev.fleetledger.kit.node;

import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.node.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup that a node reported.
 *
 * @param sizeGb in units of 2^30 bytes, to two decimals
 * @param createdAt when it was made, by the node's clock
 */
public record BackupView(
        long id,
        long siteId,
        String siteName,
        String filename,
        long sizeBytes,
        double sizeGb,
        @Nullable String s3Path,
        Instant createdAt,
        String backupType,
        String status,
        @Nullable String storageProvider) {

    public static BackupView of(long id, long siteId, BackupDetails details) {
        return new BackupView(
                id,
                siteId,
                details.siteName(),
                details.filename(),
                details.sizeBytes(),
                Usage.exactGb(details.sizeBytes()),
                details.s3Path(),
                details.createdAt(),
                details.backupType(),
                details.status(),
                details.storageProvider());
    }
}
