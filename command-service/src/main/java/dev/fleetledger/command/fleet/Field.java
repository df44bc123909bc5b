package dev.fleetledger.command.fleet;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A field of a request, under the name its sender knows it by.
 *
 * @param name for error messages
 * @param sent whether it was there at all; one that was not keeps what is
 * @param value null clears, if the field is optional
 */
public record Field<T>(String name, boolean sent, @Nullable T value) {

    /** One that was sent. */
    public static <T> Field<T> of(String name, @Nullable T value) {
        return new Field<>(name, true, value);
    }

    /** One that was not. */
    public static <T> Field<T> absent(String name) {
        return new Field<>(name, false, null);
    }

    /** The value, if the request sent a field of that name. */
    public static <T> Field<T> of(String name, @Nullable T value, Predicate<String> sent) {
        return sent.test(name) ? of(name, value) : absent(name);
    }

    /** Whether null was sent. */
    public boolean cleared() {
        return sent && value == null;
    }

    /** The value sent; what is, if none was sent; the default, if null was. */
    public @Nullable T merge(@Nullable T present, @Nullable T ifNull) {
        if (!sent) {
            return present;
        }
        return value == null ? ifNull : value;
    }
}
