package dev.fleetledger.schemas.node;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is near or beyond its quota changed: the value of {@code fleet.quota-changes}. Read at least once and so perhaps
 * twice: the same subject and number are the same change, and one with a lower number than was seen is old.
 *
 * @param number above that of any earlier change of the subject: its time in milliseconds, unless that is taken; what
 *     versions wrote whose changes came from the ledger alone has its sequence
 * @param at when it happened; milliseconds
 * @param node the node's number
 * @param nodeId its uuid
 * @param hostname its name
 * @param site the number of the site whose quota it is about; null if it is the node's own
 * @param siteName its name
 * @param usedBytes what is held
 * @param quotaGb what may be, in units of 2^30 bytes; null for unlimited
 */
public record QuotaChange(
        long number,
        Instant at,
        long node,
        UUID nodeId,
        String hostname,
        @Nullable Long site,
        @Nullable String siteName,
        long usedBytes,
        @Nullable Double quotaGb,
        QuotaLevel before,
        QuotaLevel level) {

    /** What it is about: {@code node/1} or {@code site/7}. */
    public String subject() {
        return site == null ? "node/" + node : "site/" + site;
    }
}
