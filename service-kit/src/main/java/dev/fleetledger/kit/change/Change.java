package dev.fleetledger.kit.change;

import dev.fleetledger.kit.error.FieldError;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What is to change of something: those of its fields that were sent. A request's change is read as the body that makes
 * such a thing, by the same constraints, but that nothing must be there. A field that was not sent stays as it is; null
 * gives one the value of a new thing that leaves it out, and is refused where a new thing may not.
 *
 * @param <T> the body, or the details that are made of it
 * @param value what the fields that were sent say; what it says of others means nothing, and may be null
 * @param sent the components of T that were sent, and maybe others
 * @param cleared the names on the wire of what must be there and was sent as null
 */
public record Change<T extends Record>(T value, Set<String> sent, List<String> cleared) {
    public Change {
        sent = Set.copyOf(sent);
        cleared = List.copyOf(cleared);
    }

    /** The same change of what is made of the body, where the components have the names that they have in the body. */
    public <R extends Record> Change<R> as(Function<T, R> form) {
        return new Change<>(form.apply(value), sent, cleared);
    }

    /** Null for what must be there; empty if there is none. */
    public List<FieldError> errors() {
        return cleared.stream().map(FieldError::cleared).toList();
    }

    /** What it makes of a thing. */
    @SuppressWarnings("unchecked") // the constructor is that of a T
    public T over(T old) {
        var components = old.getClass().getRecordComponents();
        var types = new Class<?>[components.length];
        var merged = new Object[components.length];
        try {
            for (var i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                merged[i] = components[i].getAccessor().invoke(sent.contains(components[i].getName()) ? value : old);
            }
            return (T) old.getClass().getDeclaredConstructor(types).newInstance(merged);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a record that anyone may make", e);
        }
    }
}
