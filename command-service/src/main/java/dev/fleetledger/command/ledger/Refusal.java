package dev.fleetledger.command.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A refused command as {@code fleet.refusals} keeps it for who lost the answer. */
final class Refusal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Refusal() {}

    static ProducerRecord<byte[], byte[]> record(
            int partition, Instant time, CommandRequest request, Rejection rejection) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", request.id().toString());
        fields.put("time", time.toString());
        fields.put("actor", request.principal().actor());
        fields.put("type", request.command().getClass().getSimpleName());
        fields.put("code", code(rejection));
        fields.put("message", rejection.message());
        return new ProducerRecord<>(
                Topics.REFUSALS.topicName(),
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
