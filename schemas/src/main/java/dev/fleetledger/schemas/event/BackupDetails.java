package dev.fleetledger.schemas.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of a backup.
 *
 * @param sizeBytes from 0
 * @param backupType such as {@code full}
 * @param status such as {@code SUCCESS}
 * @param createdAt when it was made, by the node's clock; milliseconds
 */
public record BackupDetails(
        String siteName,
        String filename,
        long sizeBytes,
        @Nullable String s3Path,
        String backupType,
        String status,
        @Nullable String storageProvider,
        Instant createdAt) {}
