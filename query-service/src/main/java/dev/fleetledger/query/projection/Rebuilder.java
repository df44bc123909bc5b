package dev.fleetledger.query.projection;

import com.google.common.base.Throwables;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.retry.Backoff;
import dev.fleetledger.query.projection.ProjectorState.Rebuilding;
import dev.fleetledger.query.projection.TopicApplier.AnotherLedger;
import dev.fleetledger.query.projection.TopicApplier.AnotherShape;
import dev.fleetledger.query.projection.TopicApplier.Overtaken;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a projector's tables anew beside those that are read, when they are of an earlier shape or it was ordered, and has
 * them take their place once they are as far. It goes on where it was after a crash, whoever began it.
 */
final class Rebuilder<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
    /** How long an attempt to take their place may hold up the projector, and how long after it the next one comes. */
    private static final Duration HOLD_UP = Duration.ofMillis(500);

    private static final Duration LONGEST_HOLD_UP = Duration.ofSeconds(8);

    private final ProjectorSpec<T> spec;
    private final Jdbi database;
    private final KafkaSettings kafka;
    private final ProjectorState state;
    private final NextTables tables;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable TopicApplier<T> current;

    Rebuilder(ProjectorSpec<T> spec, Jdbi database, KafkaSettings kafka, ProjectorState state) {
        this.spec = spec;
        this.database = database;
        this.kafka = kafka;
        this.state = state;
        tables = new NextTables(spec, database);
        thread = Thread.ofPlatform().name("rebuild-" + spec.name()).unstarted(this::run);
    }

    /** Begins to look, if there are tables that can be made anew. */
    void start() {
        if (!spec.tables().isEmpty()) {
            thread.start();
        }
    }

    void stop() throws InterruptedException {
        closing.countDown();
        var awake = current;
        if (awake != null) {
            awake.wakeup();
        }
        thread.join();
    }

    private void run() {
        var backoff = new Backoff(BACK_OFF, LONGEST_BACK_OFF);
        while (closing.getCount() > 0) {
            try {
                if (tables.begin()) {
                    rebuild();
                }
                backoff.reset();
                state.rebuilt();
                pause(LOOK);
            } catch (WakeupException e) {
                break;
            } catch (UnknownSchemaException e) {
                LOG.error("the rebuild of {} stops: {}; upgrade this reader", spec.name(), e.getMessage());
                state.stopped(String.valueOf(e.getMessage()));
                break;
            } catch (RuntimeException e) {
                var pause = backoff.next();
                LOG.warn("the rebuild of {} goes on in {}", spec.name(), pause, Throwables.getRootCause(e));
                pause(pause);
            }
        }
    }

    private void rebuild() {
        var shapes = database.withHandle(tables::shapes);
        var stale = shapes.live() < spec.shape();
        var begun = System.nanoTime();
        LOG.info(
                "projection {} is made anew beside the one that is read: {}",
                spec.name(),
                stale ? "its shape was " + shapes.live() + " and is " + spec.shape() : "so it was ordered");
        state.rebuilding(new Rebuilding(0, 0, stale, false));
        try (var applier = new TopicApplier<>(spec, database, Side.NEXT, kafka, () -> closing.getCount() == 0)) {
            current = applier;
            if (fill(applier, stale)) {
                var took = Duration.ofNanos(System.nanoTime() - begun).truncatedTo(ChronoUnit.MILLIS);
                LOG.info("projection {} was made anew in {} and is the one that is read now", spec.name(), took);
            }
        } catch (AnotherShape e) {
            LOG.info("projection {}: another instance saw to the new tables", spec.name());
        } catch (AnotherLedger e) {
            LOG.warn("projection {} is begun again, as the new tables are of another ledger too", spec.name());
            tables.order();
        } finally {
            current = null;
        }
    }

    /** Whether they have taken the others' place; false if all is closing before. */
    private boolean fill(TopicApplier<T> applier, boolean stale) {
        var promotion = new Promotion(spec, database, tables, closing);
        var holdUp = new Backoff(HOLD_UP, LONGEST_HOLD_UP);
        var attemptAt = System.nanoTime();
        OldSnapshots old = null;
        var heldUp = false;
        while (closing.getCount() > 0) {
            try {
                applier.cycle();
                var all = sum(applier.ends());
                var done = sum(applier.reached());
                state.rebuilding(new Rebuilding(done, all, stale, heldUp));
                if (all - done >= TopicReader.BATCH || System.nanoTime() - attemptAt < 0) {
                    continue;
                }
                // Long readers are waited for while nothing is held up by it.
                old = old == null ? OldSnapshots.of(database) : old;
                heldUp = !old.areGone();
                if (heldUp) {
                    continue;
                }
                old = null;
                var bound = holdUp.next();
                var outcome = promotion.attempt(applier, bound);
                if (outcome == Promotion.Outcome.PROMOTED) {
                    return true;
                }
                heldUp = outcome == Promotion.Outcome.READ;
                LOG.info(
                        "projection {}: the new tables were not put in place within {}: {}",
                        spec.name(),
                        bound,
                        outcome);
                attemptAt = System.nanoTime() + bound.toNanos();
            } catch (Overtaken e) {
                applier.startAnew();
                pause(LOOK);
            }
        }
        return false;
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private void pause(Duration duration) {
        try {
            closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
