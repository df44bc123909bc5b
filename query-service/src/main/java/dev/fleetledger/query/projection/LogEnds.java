package dev.fleetledger.query.projection;

import dev.fleetledger.kit.kafka.KafkaSettings;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares projectors with the ends of their topics, transactions under way included. */
public final class LogEnds implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(LogEnds.class);
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final long STEP = 10;

    private final Admin admin;

    public LogEnds(KafkaSettings kafka) {
        admin = Admin.create(kafka.client(Map.of("client.id", "log-ends")));
    }

    /** Waits a moment until the projectors have all that is in their topics now; whether they have. */
    public boolean awaitReached(List<Projector<?>> projectors) {
        var deadline = System.nanoTime() + BOUND.toNanos();
        try {
            for (var projector : projectors) {
                var ends = ends(projector.spec());
                while (!projector.state().hasReached(ends)) {
                    if (System.nanoTime() > deadline) {
                        return false;
                    }
                    Thread.sleep(STEP);
                }
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("cannot tell how far the read model is behind", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<Integer, Long> ends(ProjectorSpec<?> spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        var wanted = IntStream.range(0, spec.topic().partitions())
                .mapToObj(partition -> new TopicPartition(spec.topic().topicName(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(wanted).all().get(BOUND.toMillis(), TimeUnit.MILLISECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    @Override
    public void stop() {
        admin.close(Duration.ofSeconds(5));
    }
}
