package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.domain.SealedSecret;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two documents of an aggregate. */
final class Changes {

    /** A number that was read may be of another type than the one that was written. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> isSame(one, other) ? 0 : 1;

    private Changes() {}

    /**
     * {@code {field: {before, after}}} for each field that differs; an absent field counts as null. Of an object that was
     * and is, the fields within: {@code outer.inner}.
     */
    static ObjectNode between(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        var changes = JsonNodeFactory.instance.objectNode();
        collect("", before, after, changes);
        return changes;
    }

    private static void collect(
            String prefix, @Nullable ObjectNode before, @Nullable ObjectNode after, ObjectNode changes) {
        var fields = new TreeSet<String>();
        if (before != null) {
            before.fieldNames().forEachRemaining(fields::add);
        }
        if (after != null) {
            after.fieldNames().forEachRemaining(fields::add);
        }
        for (var field : fields) {
            var old = value(before, field);
            var now = value(after, field);
            if (old instanceof ObjectNode was
                    && now instanceof ObjectNode is
                    && !SealedSecret.is(was)
                    && !SealedSecret.is(is)) {
                collect(prefix + field + ".", was, is, changes);
            } else if (!old.equals(BY_VALUE, now)) {
                changes.putObject(prefix + field)
                        .<ObjectNode>set("before", SealedSecret.shown(old))
                        .set("after", SealedSecret.shown(now));
            }
        }
    }

    private static JsonNode value(@Nullable ObjectNode document, String field) {
        var value = document == null ? null : document.get(field);
        return value == null ? NullNode.instance : value;
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }
}
