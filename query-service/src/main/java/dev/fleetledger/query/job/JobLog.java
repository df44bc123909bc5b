package dev.fleetledger.query.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job, for people.
 *
 * @param logs in their order, at most as many as were asked for
 * @param next where the rest begins, for {@code after}; null if that is all so far
 * @param realTimeUrl where what comes can be watched, as a WebSocket
 */
public record JobLog(List<Line> logs, @Nullable String next, String realTimeUrl) {
    public JobLog {
        logs = List.copyOf(logs);
    }

    /** One thing that happened. */
    public record Line(Instant timestamp, Level level, String message) {}

    /** How bad it is. */
    public enum Level {
        DEBUG,
        INFO,
        WARNING,
        ERROR;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
