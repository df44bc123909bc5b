package dev.fleetledger.query.live;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.retry.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's stream of a feed, which ends with it. */
final class FeedStream {
    private static final Logger LOG = LoggerFactory.getLogger(FeedStream.class);

    private final EventStream.Sink output;
    private final BooleanSupplier stillMay;
    private final Feed feed;
    private final InstantSource clock;
    private final CountDownLatch stopped;
    private final Duration tick;

    /** @param tick so often the feed is asked when it has no more, and whether who asked still may */
    FeedStream(
            EventStream.Sink output,
            BooleanSupplier stillMay,
            Feed feed,
            InstantSource clock,
            CountDownLatch stopped,
            Duration tick) {
        this.output = output;
        this.stillMay = stillMay;
        this.feed = feed;
        this.clock = clock;
        this.stopped = stopped;
        this.tick = tick;
    }

    /**
     * Sends until the end of the feed, or another one.
     *
     * @param first what comes after that event
     */
    void run(@Nullable String lastId, Feed.Part first) {
        var last = lastId;
        var part = first;
        try (output) {
            var written = clock.instant();
            while (!output.isClosed() && stillMay.getAsBoolean()) {
                for (var item : part.items()) {
                    output.write(event(item));
                    last = item.id();
                    written = clock.instant();
                }
                if (part.over()) {
                    return;
                }
                if (!clock.instant().isBefore(written.plus(EventStream.KEEP_ALIVE))) {
                    output.write(EventStream.keepAlive());
                    written = clock.instant();
                }
                if (stopped.await(part.more() ? 0 : tick.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                part = feed.after(last);
            }
        } catch (IOException e) {
            LOG.debug("a client of a feed is gone: {}", e.toString());
        } catch (UnavailableException | RejectedException e) {
            LOG.debug("a feed has nothing to show any more: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OutboundEvent event(Feed.Item item) throws IOException {
        return new OutboundEvent.Builder()
                .id(item.id())
                .reconnectDelay(EventStream.RECONNECT.toMillis())
                .data(Json.mapper().writeValueAsString(item.data()))
                .build();
    }
}
