package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A secret's place in a document: that it is there and since when, never what it is. */
public final class Sealed {
    private static final String FIELD = "$sealed";
    /** What a reader sees of it. */
    public static final String SHOWN = "********";

    private Sealed() {}

    /** A secret set by the event of this version of its aggregate. */
    public static JsonNode at(long version) {
        return JsonNodeFactory.instance.objectNode().put(FIELD, version);
    }

    /** Whether it is the place of a secret. */
    static boolean is(JsonNode value) {
        return value.has(FIELD);
    }

    /** The value as it may be shown. */
    static JsonNode shown(JsonNode value) {
        return is(value) ? JsonNodeFactory.instance.textNode(SHOWN) : value;
    }
}
