package dev.fleetledger.domain.node;

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

    /** A backup as it is shown. */
    public static BackupView of(Backup backup) {
        var details = backup.details();
        return new BackupView(
                backup.number(),
                backup.site(),
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
