package dev.fleetledger.query.live;

import dev.fleetledger.query.live.Sink.End;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A feed until its end.
 *
 * @param first what comes after the event that the client had last
 * @param tick so often the feed is asked when it has no more, and whether who asked still may
 */
record FeedStream(
        BooleanSupplier stillMay,
        Feed feed,
        Feed.Part first,
        InstantSource clock,
        CountDownLatch stopped,
        Duration tick)
        implements Course {

    @Override
    public End send(Sink sink, @Nullable String lastId) throws IOException, InterruptedException {
        var last = lastId;
        var part = first;
        var written = clock.instant();
        while (!sink.isClosed()) {
            if (!stillMay.getAsBoolean()) {
                return End.MAY_NOT;
            }
            var asked = clock.instant();
            var isFirst = true;
            for (var item : part.items()) {
                // A part takes long where a client is slow.
                if (!isFirst && stopped.getCount() == 0) {
                    return End.STOPPING;
                }
                if (!isFirst && !clock.instant().isBefore(asked.plus(tick))) {
                    if (!stillMay.getAsBoolean()) {
                        return End.MAY_NOT;
                    }
                    asked = clock.instant();
                }
                isFirst = false;
                sink.write(item);
                last = item.id();
                written = clock.instant();
            }
            if (part.over()) {
                return End.OVER;
            }
            if (!clock.instant().isBefore(written.plus(EventStream.KEEP_ALIVE))) {
                sink.keepAlive();
                written = clock.instant();
            }
            if (stopped.await(part.more() ? 0 : tick.toMillis(), TimeUnit.MILLISECONDS)) {
                return End.STOPPING;
            }
            part = feed.after(last);
        }
        return End.OVER;
    }
}
