package dev.fleetledger.ingest.batch;

import dev.fleetledger.ingest.heartbeat.ServerName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts each server's different series of the current hour, by 64-bit fingerprints. One instance counts for itself. The
 * whole is bounded: past that, the hour is over early.
 */
public final class SeriesCensus {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int MOST = 4_000_000;

    private final int seriesPerServer;
    private final InstantSource clock;
    private volatile Hour current;

    private record Hour(int number, long began, Map<ServerName, LongSet> servers, AtomicInteger series) {}

    public SeriesCensus(int seriesPerServer, InstantSource clock) {
        this.seriesPerServer = seriesPerServer;
        this.clock = clock;
        this.current = new Hour(1, clock.millis(), new ConcurrentHashMap<>(), new AtomicInteger());
    }

    /** Whether the series is one of those that its server may have; counts it. */
    boolean admits(Series series) {
        var hour = current();
        if (series.countedIn() == hour.number()) {
            return true;
        }
        var known = hour.servers().computeIfAbsent(series.server(), server -> new LongSet());
        synchronized (known) {
            if (!known.contains(series.fingerprint())) {
                if (known.size() >= seriesPerServer) {
                    return false;
                }
                known.add(series.fingerprint());
                hour.series().incrementAndGet();
            }
        }
        series.countedIn(hour.number());
        return true;
    }

    private Hour current() {
        var hour = current;
        if (hour.series().get() < MOST && clock.millis() - hour.began() < HOUR) {
            return hour;
        }
        synchronized (this) {
            if (current.number() == hour.number()) {
                current = new Hour(hour.number() + 1, clock.millis(), new ConcurrentHashMap<>(), new AtomicInteger());
            }
            return current;
        }
    }
}
