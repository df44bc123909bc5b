package dev.fleetledger.schemas.telemetry;

import java.time.Instant;
import java.util.UUID;

/**
 * How much a site of a node holds, as the node measured it.
 *
 * @param nodeId its node's uuid
 * @param node its node's number
 * @param site its own number
 * @param usedBytes from 0
 * @param timestamp when it was measured, by the node's clock; milliseconds
 * @param receivedAt when the platform took it in; milliseconds
 */
public record SiteUse(UUID nodeId, long node, long site, long usedBytes, Instant timestamp, Instant receivedAt)
        implements NodeTelemetry {}
