package dev.fleetledger.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fleetledger.schemas.event.Concealed;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A secret of an aggregate. Its JSON says that it is there and since when, never what it is.
 *
 * @param value null if it was read from that JSON
 * @param version of the aggregate whose event set it
 */
public record SealedSecret(@Nullable Concealed value, long version) {
    /** What a reader sees of it. */
    public static final String SHOWN = "********";

    private static final String VERSION = "$sealed";

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static SealedSecret of(@JsonProperty(VERSION) long version) {
        return new SealedSecret(null, version);
    }

    /** The value; throws NullPointerException of a secret of the history, which keeps none. */
    public Concealed known() {
        return Objects.requireNonNull(value);
    }

    @JsonValue
    Map<String, Long> json() {
        return Map.of(VERSION, version);
    }

    /** Whether this JSON is that of a secret. */
    public static boolean is(JsonNode json) {
        return json.has(VERSION);
    }

    /** JSON as it may be shown. */
    public static JsonNode shown(JsonNode json) {
        return is(json) ? TextNode.valueOf(SHOWN) : json;
    }
}
