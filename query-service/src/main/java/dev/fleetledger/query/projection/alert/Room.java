package dev.fleetledger.query.projection.alert;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many targets an instance holds: senders make up labels, and each has a place in memory. */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final String PREFIX = "fleet.alerts.";
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);

    private final int most;
    private final AtomicInteger held = new AtomicInteger();
    private final LongSupplier elapsed;
    private final AtomicLong toldAt;
    private final Counter refused;

    Room(int most, MetricRegistry metrics) {
        this(most, metrics, System::nanoTime);
    }

    /** @param elapsed nanoseconds that pass evenly */
    Room(int most, MetricRegistry metrics, LongSupplier elapsed) {
        this.most = most;
        this.elapsed = elapsed;
        toldAt = new AtomicLong(elapsed.getAsLong() - TELL_AGAIN.toNanos());
        refused = metrics.counter(PREFIX + "unwatched_series");
        metrics.gauge(PREFIX + "watched_series", () -> (Gauge<Integer>) held::get);
    }

    /** Takes the place of one, if there is one. */
    boolean take() {
        if (held.getAndUpdate(before -> before < most ? before + 1 : before) < most) {
            return true;
        }
        refused.inc();
        if (tells()) {
            LOG.warn("{} series are held against thresholds, and no more can be: new ones go unwatched", most);
        }
        return false;
    }

    /** Whether none is left. */
    boolean isFull() {
        return held.get() >= most;
    }

    /** Takes so many, as they are there already. */
    void enter(int number) {
        held.addAndGet(number);
    }

    /** Gives so many back. */
    void leave(int number) {
        held.addAndGet(-number);
    }

    /** Targets come and go all the time, so that it may be full anew with each record. */
    private boolean tells() {
        var now = elapsed.getAsLong();
        var last = toldAt.get();
        return now - last >= TELL_AGAIN.toNanos() && toldAt.compareAndSet(last, now);
    }
}
