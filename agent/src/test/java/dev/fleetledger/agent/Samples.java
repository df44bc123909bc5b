package dev.fleetledger.agent;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Made-up heartbeats, one for each minute of a day. */
final class Samples {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Samples() {}

    static Heartbeat minute(int minute) {
        return new Heartbeat(
                "web-1",
                null,
                "web-1.example.com",
                "1.0.0",
                START.plusSeconds(60L * minute),
                new Heartbeat.OsInfo("Debian GNU/Linux 12", "6.1.0", "amd64", 1000L),
                new Heartbeat.Metrics(12.5, 40.0, 71.3, 0.42, List.of(), List.of()));
    }

    static String timestamp(int minute) {
        return START.plusSeconds(60L * minute).toString();
    }

    static String json(int minute) {
        return Json.compact(minute(minute));
    }

    /** Gives minute 0, 1, 2 and so on. */
    static Sampler counting() {
        var next = new AtomicInteger();
        return () -> minute(next.getAndIncrement());
    }
}
