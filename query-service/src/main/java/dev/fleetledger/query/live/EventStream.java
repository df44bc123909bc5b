package dev.fleetledger.query.live;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.UnavailableException;
import dev.fleetledger.kit.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's stream. Its events' ids are their times in milliseconds. */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    /** So often it is seen whether who asked still may. */
    private static final Duration TICK = Duration.ofSeconds(1);
    /** So long nothing is sent at most, for whatever stands in between not to take the connection for dead. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final EventOutput output;
    private final BooleanSupplier stillMay;
    private final Duration interval;
    private final Supplier<?> view;
    private final InstantSource clock;
    private final CountDownLatch stopped;

    EventStream(
            EventOutput output,
            BooleanSupplier stillMay,
            Duration interval,
            Supplier<?> view,
            InstantSource clock,
            CountDownLatch stopped) {
        this.output = output;
        this.stillMay = stillMay;
        this.interval = interval;
        this.view = view;
        this.clock = clock;
        this.stopped = stopped;
    }

    /** Sends until the end. */
    void run(@Nullable String lastId) {
        try (output) {
            var written = clock.instant();
            var due = firstDue(lastId, written);
            while (!output.isClosed() && stillMay.getAsBoolean()) {
                var now = clock.instant();
                if (!now.isBefore(due)) {
                    output.write(event(now));
                    written = now;
                    due = now.plus(interval);
                } else if (!now.isBefore(written.plus(KEEP_ALIVE))) {
                    output.write(
                            new OutboundEvent.Builder().comment("keep-alive").build());
                    written = now;
                }
                if (stopped.await(pause(due), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("a client of a stream is gone: {}", e.toString());
        } catch (UnavailableException | RejectedException e) {
            LOG.debug("a stream has nothing to show any more: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OutboundEvent event(Instant now) throws IOException {
        return new OutboundEvent.Builder()
                .id(Long.toString(now.toEpochMilli()))
                .reconnectDelay(RECONNECT.toMillis())
                .data(Json.mapper().writeValueAsString(view.get()))
                .build();
    }

    private long pause(Instant due) {
        var left = Duration.between(clock.instant(), due);
        return Math.max(1, (left.compareTo(TICK) < 0 ? left : TICK).toMillis());
    }

    /** At once, unless the client saw one a moment ago: a break does not bring it more than it asked for. */
    private Instant firstDue(@Nullable String lastId, Instant now) {
        if (lastId == null || !lastId.matches("\\d{1,15}")) {
            return now;
        }
        var next = Instant.ofEpochMilli(Long.parseLong(lastId)).plus(interval);
        // One that no clock here can have given out.
        return next.isAfter(now.plus(interval)) ? now : next;
    }
}
