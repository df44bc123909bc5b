package dev.fleetledger.schemas.node;

import java.time.Instant;
import java.util.UUID;

/**
 * What a site holds by its node's latest report: the value of {@code fleet.site-uses}. Nothing is said of a site of which
 * nobody reported since that is telemetry.
 *
 * @param nodeId its node's uuid
 * @param node its node's number
 * @param site its own number
 * @param usedBytes from 0
 * @param measuredAt when that was measured; milliseconds
 * @param reported the offset of the last report of it on {@code fleet.node-stats}, also of one that came late
 */
public record SiteSnapshot(UUID nodeId, long node, long site, long usedBytes, Instant measuredAt, long reported) {

    /** The key of a site: {@code <node uuid>/7}. */
    public static String key(UUID nodeId, long site) {
        return nodeId + "/" + site;
    }
}
