package dev.fleetledger.query.projection.server;

import dev.fleetledger.schemas.telemetry.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest heartbeats of servers that nobody has registered, kept for a while because telemetry may overtake the
 * registration. In memory alone: what a restart loses, the next heartbeat brings.
 */
final class Unclaimed {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Map<String, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(Heartbeat heartbeat, Instant since) {}

    void keep(String id, Heartbeat heartbeat, Instant now) {
        var before = kept.remove(id);
        if (before == null || !heartbeat.timestamp().isBefore(before.heartbeat().timestamp())) {
            kept.put(id, new Kept(heartbeat, now));
        } else {
            kept.put(id, before);
        }
    }

    /** Takes the heartbeat of a server that is registered now, if there is one. */
    @Nullable
    Heartbeat claim(String id) {
        var found = kept.remove(id);
        return found == null ? null : found.heartbeat();
    }

    void forgetOld(Instant now) {
        kept.values().removeIf(entry -> now.isAfter(entry.since().plus(KEPT)));
    }
}
