package dev.fleetledger.command.pdu;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.http.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the requests that create and change PDUs have in common. */
final class PduTexts {
    static final int MOST_SOCKETS = 48;
    static final int DEFAULT_VOLTS = 220;
    static final String SOCKETS_MESSAGE = "Socket count must be between 1 and 48";
    static final String VOLTAGE_MESSAGE = "Invalid voltage rating";
    static final String TRIMMED = "(?s)\\S(.*\\S)?";
    static final String TRIMMED_MESSAGE = "must neither begin nor end with a space";

    private PduTexts() {}

    /** An object as text. */
    static @Nullable String json(@Nullable Map<String, Object> object) {
        try {
            return object == null ? null : Json.mapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON cannot be written", e);
        }
    }
}
