package dev.fleetledger.query.projection;

import com.google.common.base.Throwables;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.retry.Backoff;
import dev.fleetledger.query.projection.Cursors.Cursor;
import dev.fleetledger.query.projection.Cursors.Places;
import dev.fleetledger.query.projection.TopicApplier.AnotherLedger;
import dev.fleetledger.query.projection.TopicApplier.AnotherShape;
import dev.fleetledger.query.projection.TopicApplier.Overtaken;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables of its projections in step with their topic. Nothing is lost or applied twice, whoever crashes, and any
 * number of instances may run: one wins each batch, the others follow and take over within a second.
 *
 * <p>A failure (no database, no broker) is retried with back-off. A record of a newer version stops it for good. Tables of an
 * earlier shape are left as they are until its {@link Rebuilder} has made new ones.
 */
public final class Projector<T> implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration FOLLOW = Duration.ofSeconds(1);
    private static final Duration BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    private final ProjectorSpec<T> spec;
    private final Positions positions;
    private final ProjectorState state = new ProjectorState();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TopicApplier<T> applier;
    private final Rebuilder<T> rebuilder;
    private final Thread thread;
    private final Map<Integer, Long> announced = new HashMap<>();

    /**
     * Starts nothing yet.
     */
    public Projector(ProjectorSpec<T> spec, Jdbi database, Positions positions, KafkaSettings kafka) {
        this.spec = spec;
        this.positions = positions;
        applier = new TopicApplier<>(spec, database, Side.LIVE, kafka, () -> closing.getCount() == 0);
        rebuilder = new Rebuilder<>(spec, database, kafka, state);
        thread = Thread.ofPlatform().name("projector-" + spec.name()).unstarted(this::run);
    }

    /** What it does, and whether that goes well. */
    public ProjectorState state() {
        return state;
    }

    public ProjectorSpec<T> spec() {
        return spec;
    }

    @Override
    public void start() {
        thread.start();
        rebuilder.start();
    }

    @Override
    public void stop() throws InterruptedException {
        closing.countDown();
        applier.wakeup();
        rebuilder.stop();
        thread.join();
    }

    private void run() {
        var backoff = new Backoff(BACK_OFF, LONGEST_BACK_OFF);
        while (closing.getCount() > 0) {
            try {
                cycle();
                backoff.reset();
            } catch (Overtaken e) {
                applier.startAnew();
                pause(FOLLOW);
            } catch (AnotherShape e) {
                leaveAlone(e.places());
                pause(FOLLOW);
            } catch (WakeupException e) {
                break;
            } catch (UnknownSchemaException e) {
                LOG.error("projector {} stops: {}; upgrade this reader", spec.name(), e.getMessage());
                state.stopped(String.valueOf(e.getMessage()));
                break;
            } catch (AnotherLedger e) {
                LOG.error("projector {}: {}", spec.name(), e.getMessage());
                state.failing("the tables are of another ledger, or it was cut; see projection rebuild " + spec.name());
                applier.startAnew();
                pause(LONGEST_BACK_OFF);
            } catch (RuntimeException e) {
                // The outer ones repeat whole statements with their data.
                var cause = Throwables.getRootCause(e);
                var pause = backoff.next();
                LOG.warn("projector {} tries again in {}", spec.name(), pause, cause);
                state.failing("waiting for database or broker");
                applier.startAnew();
                pause(pause);
            }
        }
        applier.close();
    }

    private void cycle() {
        try {
            applier.cycle();
            state.reached(applier.reached(), applier.goal());
        } finally {
            announce(applier.cursors());
        }
    }

    private void leaveAlone(Places places) {
        if (places.shape() > spec.shape()) {
            state.failing("the tables are of a newer version");
            return;
        }
        announce(places.cursors());
        state.reached(
                places.cursors().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, place -> place.getValue().next())),
                Map.of());
    }

    private void announce(Map<Integer, Cursor> places) {
        places.forEach((partition, place) -> {
            if (!Long.valueOf(place.ledger()).equals(announced.put(partition, place.ledger()))) {
                positions.announce(spec.name(), partition, place.ledger());
            }
        });
    }

    private void pause(Duration duration) {
        try {
            closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
