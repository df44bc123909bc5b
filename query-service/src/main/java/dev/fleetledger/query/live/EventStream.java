package dev.fleetledger.query.live;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.retry.UnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's stream. Its events' ids are their times in milliseconds. */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    /** Where events go. */
    interface Sink extends Closeable {

        /** Returns once the client, or what stands between, has taken it. */
        void write(OutboundEvent event) throws IOException;

        /** Whether the client is gone. */
        boolean isClosed();
    }

    /** So long nothing is sent at most, for whatever stands in between not to take the connection for dead. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    static final Duration RECONNECT = Duration.ofSeconds(2);

    private final Sink output;
    private final BooleanSupplier stillMay;
    private final Duration interval;
    private final Supplier<?> view;
    private final InstantSource clock;
    private final CountDownLatch stopped;
    private final Duration tick;

    /**
     * @param tick so often it is seen whether who asked still may
     */
    EventStream(
            Sink output,
            BooleanSupplier stillMay,
            Duration interval,
            Supplier<?> view,
            InstantSource clock,
            CountDownLatch stopped,
            Duration tick) {
        this.output = output;
        this.stillMay = stillMay;
        this.interval = interval;
        this.view = view;
        this.clock = clock;
        this.stopped = stopped;
        this.tick = tick;
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
                    output.write(keepAlive());
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

    /** What says nothing but that the stream goes on. */
    static OutboundEvent keepAlive() {
        return new OutboundEvent.Builder().comment("keep-alive").build();
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
        return Math.max(1, (left.compareTo(tick) < 0 ? left : tick).toMillis());
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
