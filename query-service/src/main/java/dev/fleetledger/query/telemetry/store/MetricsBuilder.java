package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.store.MetricsView.DiskUsage;
import dev.fleetledger.query.telemetry.store.MetricsView.NetworkUsage;
import dev.fleetledger.schemas.telemetry.VitalSeries;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the series of {@link VitalSeries} together to what a server measured. */
final class MetricsBuilder {
    /** The series that it takes. */
    static final Set<String> SERIES = Set.of(
            VitalSeries.CPU_PERCENT,
            VitalSeries.MEMORY_PERCENT,
            VitalSeries.DISK_PERCENT,
            VitalSeries.LOAD_1M,
            VitalSeries.UPTIME_SECONDS,
            VitalSeries.DISK_TOTAL_BYTES,
            VitalSeries.DISK_USED_BYTES,
            VitalSeries.DISK_FREE_BYTES,
            VitalSeries.DISK_USED_PERCENT,
            VitalSeries.NETWORK_SENT_BYTES,
            VitalSeries.NETWORK_RECEIVED_BYTES);

    private final Map<String, Double> plain = new HashMap<>();
    private final Map<String, Map<String, Double>> disks = new TreeMap<>();
    private final Map<String, Map<String, Double>> interfaces = new TreeMap<>();

    /** Takes a value in place of the one before. What is no number, or has labels that vital signs have not, is left out. */
    void put(String name, Map<String, String> labels, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        var path = labels.get(VitalSeries.PATH);
        var networkInterface = labels.get(VitalSeries.INTERFACE);
        switch (name) {
            case VitalSeries.CPU_PERCENT,
                    VitalSeries.MEMORY_PERCENT,
                    VitalSeries.DISK_PERCENT,
                    VitalSeries.LOAD_1M,
                    VitalSeries.UPTIME_SECONDS -> {
                if (labels.isEmpty()) {
                    plain.put(name, value);
                }
            }
            case VitalSeries.DISK_TOTAL_BYTES,
                    VitalSeries.DISK_USED_BYTES,
                    VitalSeries.DISK_FREE_BYTES,
                    VitalSeries.DISK_USED_PERCENT -> {
                if (path != null && labels.size() == 1) {
                    disks.computeIfAbsent(path, key -> new HashMap<>()).put(name, value);
                }
            }
            case VitalSeries.NETWORK_SENT_BYTES, VitalSeries.NETWORK_RECEIVED_BYTES -> {
                if (networkInterface != null && labels.size() == 1) {
                    interfaces
                            .computeIfAbsent(networkInterface, key -> new HashMap<>())
                            .put(name, value);
                }
            }
            default -> {}
        }
    }

    MetricsView view(UUID server, Instant time) {
        return new MetricsView(
                server,
                percent(plain.get(VitalSeries.CPU_PERCENT)),
                percent(plain.get(VitalSeries.MEMORY_PERCENT)),
                percent(plain.get(VitalSeries.DISK_PERCENT)),
                plain.get(VitalSeries.LOAD_1M),
                whole(plain.get(VitalSeries.UPTIME_SECONDS)),
                diskUsage(),
                network(),
                time);
    }

    private List<DiskUsage> diskUsage() {
        return disks.entrySet().stream()
                .map(disk -> new DiskUsage(
                        disk.getKey(),
                        whole(disk.getValue().get(VitalSeries.DISK_TOTAL_BYTES)),
                        whole(disk.getValue().get(VitalSeries.DISK_USED_BYTES)),
                        whole(disk.getValue().get(VitalSeries.DISK_FREE_BYTES)),
                        percent(disk.getValue().get(VitalSeries.DISK_USED_PERCENT))))
                .toList();
    }

    private List<NetworkUsage> network() {
        return interfaces.entrySet().stream()
                .map(counters -> new NetworkUsage(
                        counters.getKey(),
                        whole(counters.getValue().get(VitalSeries.NETWORK_SENT_BYTES)),
                        whole(counters.getValue().get(VitalSeries.NETWORK_RECEIVED_BYTES))))
                .toList();
    }

    private static @Nullable Double percent(@Nullable Double value) {
        return value == null ? null : Math.round(value * 10) / 10.0;
    }

    private static @Nullable Long whole(@Nullable Double value) {
        return value == null ? null : Math.round(value);
    }
}
