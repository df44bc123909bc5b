package dev.fleetledger.schemas.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat's measurements as series, so that history, alerts and remote write share one vocabulary. Names follow
 * Prometheus' ("Metric and label naming"): base units, {@code _total} for what only counts up.
 */
public final class VitalSeries {
    public static final String CPU_PERCENT = "cpu_percent";
    public static final String MEMORY_PERCENT = "memory_percent";
    public static final String DISK_PERCENT = "disk_percent";
    public static final String LOAD_1M = "load_1m";
    public static final String UPTIME_SECONDS = "uptime_seconds";

    /** Per file system, with the label {@link #PATH}. */
    public static final String DISK_TOTAL_BYTES = "disk_total_bytes";

    public static final String DISK_USED_BYTES = "disk_used_bytes";
    public static final String DISK_FREE_BYTES = "disk_free_bytes";
    public static final String DISK_USED_PERCENT = "disk_used_percent";

    /** Per network interface, with the label {@link #INTERFACE}. */
    public static final String NETWORK_SENT_BYTES = "network_sent_bytes_total";

    public static final String NETWORK_RECEIVED_BYTES = "network_received_bytes_total";

    public static final String PATH = "path";
    public static final String INTERFACE = "interface";

    private VitalSeries() {}

    /**
     * One sample of each measurement that the heartbeat has, at the time the server measured it; a clock that runs ahead
     * must not outdo the heartbeats after it was set right.
     */
    public static List<SeriesSamples> of(Heartbeat heartbeat) {
        var vitals = heartbeat.vitals();
        var os = heartbeat.osInfo();
        var series = new Collector(Math.min(
                heartbeat.timestamp().toEpochMilli(), heartbeat.receivedAt().toEpochMilli()));
        series.add(CPU_PERCENT, vitals.cpuPercent());
        series.add(MEMORY_PERCENT, vitals.memoryPercent());
        series.add(DISK_PERCENT, vitals.diskPercent());
        series.add(LOAD_1M, vitals.load1m());
        series.add(UPTIME_SECONDS, os == null ? null : os.uptimeSeconds());
        for (var disk : vitals.diskUsage()) {
            var labels = label(PATH, disk.path());
            series.add(DISK_TOTAL_BYTES, labels, disk.total());
            series.add(DISK_USED_BYTES, labels, disk.used());
            series.add(DISK_FREE_BYTES, labels, disk.free());
            series.add(DISK_USED_PERCENT, labels, disk.percent());
        }
        for (var network : vitals.network()) {
            var labels = label(INTERFACE, network.networkInterface());
            series.add(NETWORK_SENT_BYTES, labels, network.bytesSent());
            series.add(NETWORK_RECEIVED_BYTES, labels, network.bytesReceived());
        }
        return List.copyOf(series.collected);
    }

    private static SortedMap<String, String> label(String name, String value) {
        var labels = new TreeMap<String, String>();
        labels.put(name, value);
        return labels;
    }

    private record Collector(long time, List<SeriesSamples> collected) {

        Collector(long time) {
            this(time, new ArrayList<>());
        }

        void add(String name, @Nullable Number value) {
            if (value != null) {
                add(name, Collections.emptySortedMap(), value);
            }
        }

        void add(String name, SortedMap<String, String> labels, Number value) {
            collected.add(new SeriesSamples(name, labels, new long[] {time}, new double[] {value.doubleValue()}));
        }
    }
}
