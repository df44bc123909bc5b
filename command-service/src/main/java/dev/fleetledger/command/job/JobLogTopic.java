package dev.fleetledger.command.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TelemetryProducer;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes lines to {@code fleet.job-logs}, those of a job in their order. */
final class JobLogTopic implements AutoCloseable {
    /** Lines of the jobs that are looked at together, 1,000 bytes each at most. */
    private static final long MEMORY = 8 << 20;

    private final TelemetryProducer producer;
    private final FreeSpace space;

    JobLogTopic(KafkaSettings kafka, FreeSpace space) {
        this.producer = new TelemetryProducer(kafka, "fleet-job-logs", MEMORY);
        this.space = space;
    }

    /**
     * Writes lines; they are on all in-sync replicas when this returns.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException if there is no room for them, or Kafka does not take them in time; any
     *     of them may be kept then
     */
    void write(List<JobLine> lines) {
        space.require();
        producer.send(lines.stream()
                .map(line -> new ProducerRecord<>(
                        Topics.JOB_LOGS.topicName(),
                        (FleetId.DEFAULT.value() + "/" + line.job()).getBytes(UTF_8),
                        AvroCodec.of(JobLine.class).encode(line)))
                .toList());
    }

    @Override
    public void close() {
        producer.close();
    }
}
