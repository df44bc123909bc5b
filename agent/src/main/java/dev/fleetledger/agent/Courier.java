package dev.fleetledger.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the buffer holds, oldest first, and says what changes: one line when it fails, one when it works again. */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Buffer buffer;
    private final Function<String, Outcome> platform;
    private final Backoff backoff;
    private @Nullable String trouble;
    private boolean everDelivered;

    Courier(Buffer buffer, Function<String, Outcome> platform, Backoff backoff) {
        this.buffer = buffer;
        this.platform = platform;
        this.backoff = backoff;
    }

    /** Sends until nothing waits, then empty; or until the platform fails, then how long to wait. */
    Optional<Duration> sendAll() {
        for (var next = buffer.oldest(); next.isPresent(); next = buffer.oldest()) {
            var entry = next.get();
            switch (platform.apply(entry.body())) {
                case Outcome.Delivered() -> {
                    buffer.remove(entry);
                    sayDelivered();
                    backoff.reset();
                }
                case Outcome.Refused(var reason) -> {
                    buffer.remove(entry);
                    LOG.warn("A heartbeat was dropped, the platform will not take it: {}", reason);
                    backoff.reset();
                }
                case Outcome.Postponed(var reason, var atLeast) -> {
                    sayTrouble(reason);
                    var wait = backoff.next();
                    return Optional.of(wait.compareTo(atLeast) < 0 ? atLeast : wait);
                }
            }
        }
        return Optional.empty();
    }

    private void sayDelivered() {
        if (trouble != null) {
            LOG.info("The platform takes heartbeats again, {} wait", buffer.size());
        } else if (!everDelivered) {
            LOG.info("The platform took the first heartbeat");
        }
        trouble = null;
        everDelivered = true;
    }

    private void sayTrouble(String reason) {
        // An interrupt is the agent's own stop, which is no trouble.
        if (!reason.equals(trouble) && !Thread.currentThread().isInterrupted()) {
            LOG.warn("Heartbeats wait, {} so far: {}", buffer.size(), reason);
        }
        trouble = reason;
    }
}
