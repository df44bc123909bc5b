package dev.fleetledger.kit.http.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of a request, read when it is asked for: a resource method looks up what the path names first, so that
 * 404 comes before what is wrong with the body. An empty body is read as an empty object.
 *
 * @param <T> a record whose components are the fields, in camel case, with Jakarta constraints; what may be absent is
 *     nullable, what must be sent {@code @NotNull}; or the {@link dev.fleetledger.kit.change.Change} of one
 */
public final class Body<T> {
    /** What was sent, and what it says. */
    record Content<T>(JsonNode sent, T value) {}

    private final Supplier<Content<T>> reader;
    private @Nullable Content<T> content;

    Body(Supplier<Content<T>> reader) {
        this.reader = reader;
    }

    /** The body, checked; 406, 415, 413, 400 or the contract's answer to wrong fields otherwise. */
    public T read() {
        return content().value();
    }

    /** Whether the field (its name on the wire) was sent, be it as null. */
    public boolean has(String field) {
        return content().sent().has(field);
    }

    /** The body as sent, to compare requests by. */
    public JsonNode sent() {
        return content().sent();
    }

    private Content<T> content() {
        if (content == null) {
            content = reader.get();
        }
        return content;
    }
}
