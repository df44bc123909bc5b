package dev.fleetledger.command.fleet;

import dev.fleetledger.kit.error.FieldError;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

    /** The value sent, be it null; what is, if none was sent. */
    public @Nullable T merge(@Nullable T present) {
        return sent ? value : present;
    }

    /** The value sent; what is, if none was sent; the default, if null was. */
    public T merge(T present, T ifNull) {
        if (!sent) {
            return present;
        }
        return value == null ? ifNull : value;
    }

    /** What is wrong where null was sent for what must be there. */
    public static List<FieldError> nulls(Field<?>... required) {
        return Stream.of(required)
                .filter(Field::cleared)
                .map(field -> FieldError.cleared(field.name()))
                .toList();
    }
}
