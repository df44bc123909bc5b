package dev.fleetledger.kit.http.parameter;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request's query, read when they are asked for, as with {@link Body}. A method may take several:
 * each reads its own parameters and ignores the rest. An empty parameter is an absent one.
 *
 * @param <T> a record whose components are the parameters, in camel case, all nullable, with Jakarta constraints; a list
 *     takes a parameter sent more than once
 */
public final class Query<T> {
    private final Supplier<T> reader;
    private @Nullable T value;

    Query(Supplier<T> reader) {
        this.reader = reader;
    }

    /** The parameters, checked; the contract's answer to wrong fields otherwise. */
    public T read() {
        if (value == null) {
            value = reader.get();
        }
        return value;
    }
}
