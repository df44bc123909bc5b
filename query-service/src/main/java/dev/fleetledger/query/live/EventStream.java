package dev.fleetledger.query.live;

import dev.fleetledger.query.live.Sink.End;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A view as it is now and then. Its events' ids are their times in milliseconds.
 *
 * @param tick so often it is seen whether who asked still may
 */
record EventStream(
        BooleanSupplier stillMay,
        Duration interval,
        Supplier<?> view,
        InstantSource clock,
        CountDownLatch stopped,
        Duration tick)
        implements Course {
    /** So long nothing is sent at most, for whatever stands in between not to take the connection for dead. */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    @Override
    public End send(Sink sink, @Nullable String lastId) throws IOException, InterruptedException {
        var written = clock.instant();
        var due = firstDue(lastId, written);
        while (!sink.isClosed()) {
            if (!stillMay.getAsBoolean()) {
                return End.MAY_NOT;
            }
            var now = clock.instant();
            if (!now.isBefore(due)) {
                sink.write(new Feed.Item(Long.toString(now.toEpochMilli()), view.get()));
                written = now;
                due = now.plus(interval);
            } else if (!now.isBefore(written.plus(KEEP_ALIVE))) {
                sink.keepAlive();
                written = now;
            }
            if (stopped.await(pause(due), TimeUnit.MILLISECONDS)) {
                return End.STOPPING;
            }
        }
        return End.OVER;
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
