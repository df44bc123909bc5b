package dev.fleetledger.command.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The outcome of a command without events, as {@code fleet.outcomes} keeps it for who lost the answer. */
final class EventlessOutcome {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventlessOutcome() {}

    static ProducerRecord<byte[], byte[]> refused(
            int partition, Instant time, CommandRequest request, Rejection rejection) {
        return record(partition, time, request, Map.of("code", code(rejection), "message", rejection.message()));
    }

    /** Accepted, but everything was so already. */
    static ProducerRecord<byte[], byte[]> unchanged(int partition, Instant time, CommandRequest request) {
        return record(partition, time, request, Map.of());
    }

    /** Accepted before, under the same idempotency key. */
    static ProducerRecord<byte[], byte[]> replayed(int partition, Instant time, CommandRequest request, UUID earlier) {
        return record(partition, time, request, Map.of("earlier", earlier.toString()));
    }

    private static ProducerRecord<byte[], byte[]> record(
            int partition, Instant time, CommandRequest request, Map<String, String> more) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", request.id().toString());
        fields.put("time", time.toString());
        fields.put("actor", request.principal().actor());
        fields.put("type", request.command().getClass().getSimpleName());
        fields.putAll(more);
        return new ProducerRecord<>(
                Topics.OUTCOMES.topicName(),
                partition,
                time.toEpochMilli(),
                request.fleet().value().getBytes(UTF_8),
                json(fields));
    }

    private static String code(Rejection rejection) {
        return switch (rejection) {
            case Rejection.NotFound ignored -> "NOT_FOUND";
            case Rejection.Conflict conflict -> conflict.code();
            case Rejection.Unprocessable unprocessable -> unprocessable.code();
            case Rejection.Invalid ignored -> "VALIDATION_ERROR";
            case Rejection.Forbidden ignored -> "FORBIDDEN";
            case Rejection.Unauthenticated ignored -> "UNAUTHENTICATED";
            case Rejection.PreconditionFailed ignored -> "PRECONDITION_FAILED";
            case Rejection.NoRoom ignored -> "RATE_LIMITED";
        };
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
