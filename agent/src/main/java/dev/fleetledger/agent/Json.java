package dev.fleetledger.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** The one way the agent reads and writes JSON. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static String compact(Heartbeat heartbeat) {
        try {
            return MAPPER.writeValueAsString(heartbeat);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pretty(Heartbeat heartbeat) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(heartbeat);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
