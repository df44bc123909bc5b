package dev.fleetledger.query.telemetry;

import dev.fleetledger.query.telemetry.store.MetricsView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How a server's vital signs were over a time.
 *
 * @param start of the first step
 * @param end of the last step
 * @param step in seconds
 * @param points one for each step in which something was measured: percent and load on average, all else as it was last
 */
public record MetricsHistory(UUID serverId, Instant start, Instant end, long step, List<MetricsView> points) {
    public MetricsHistory {
        points = List.copyOf(points);
    }
}
