package dev.fleetledger.query.server;

import dev.fleetledger.query.federate.Gauges;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Vitals;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Health of every server, and vitals of those that are heard of. */
public final class ServerGauges implements Gauges.Source {
    private final Supplier<Stream<ServerSnapshot>> servers;

    /**
     * @param servers all of them, as far as they are known here
     */
    public ServerGauges(Supplier<Stream<ServerSnapshot>> servers) {
        this.servers = servers;
    }

    @Override
    public void collect(Gauges gauges) {
        servers.get().forEach(server -> collect(gauges, server));
    }

    private static void collect(Gauges gauges, ServerSnapshot server) {
        var labels = Labels.of(
                "server", server.slug(),
                "uuid", server.id().toString(),
                "hostname", server.details().hostname());
        for (var health : Health.values()) {
            gauges.add(
                    "fleet_server_health",
                    "1 for the health that the server has, 0 for the others.",
                    health == server.health() ? 1 : 0,
                    labels.merge(Labels.of("health", health.wireName())));
        }
        var seen = server.lastSeen();
        gauges.add(
                "fleet_server_last_seen_timestamp_seconds",
                "When the server last gave a sign of life.",
                seen == null ? null : seen.toEpochMilli() / 1000.0,
                labels);
        // What was measured last is no measurement of now: absent, Prometheus knows it to be stale.
        if (server.health() == Health.ONLINE) {
            measured(gauges, server, labels);
        }
    }

    private static void measured(Gauges gauges, ServerSnapshot server, Labels labels) {
        var os = server.osInfo();
        gauges.add(
                "fleet_server_uptime_seconds",
                "Since the server started, as it last said.",
                os == null ? null : os.uptimeSeconds(),
                labels);
        var latest = server.latest();
        if (latest != null) {
            vitals(gauges, latest, labels);
        }
    }

    private static void vitals(Gauges gauges, Vitals vitals, Labels labels) {
        gauges.add("fleet_server_cpu_percent", "Processor in use.", vitals.cpuPercent(), labels);
        gauges.add("fleet_server_memory_percent", "Memory in use.", vitals.memoryPercent(), labels);
        gauges.add("fleet_server_disk_percent", "Main file system in use.", vitals.diskPercent(), labels);
        gauges.add("fleet_server_load_1m", "Average run queue length over a minute.", vitals.load1m(), labels);
        for (var disk : vitals.diskUsage()) {
            var its = labels.merge(Labels.of("path", disk.path()));
            gauges.add("fleet_server_disk_total_bytes", "Size of a file system.", disk.total(), its);
            gauges.add("fleet_server_disk_used_bytes", "What a file system holds.", disk.used(), its);
        }
        for (var network : vitals.network()) {
            var its = labels.merge(Labels.of("interface", network.networkInterface()));
            gauges.add("fleet_server_network_sent_bytes", "Since the server started.", network.bytesSent(), its);
            gauges.add(
                    "fleet_server_network_received_bytes", "Since the server started.", network.bytesReceived(), its);
        }
    }
}
