package dev.fleetledger.schemas;

/**
 * One aggregate of a fleet; as text, {@code type/id}, the subject of its events.
 *
 * @param id unique within the type and never used again: a UUID or a number, as text
 */
public record AggregateRef(AggregateType type, String id) {

    /** Reads what {@link #toString()} wrote; throws IllegalArgumentException otherwise. */
    public static AggregateRef parse(String subject) {
        var slash = subject.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a subject is type/id");
        }
        return new AggregateRef(AggregateType.of(subject.substring(0, slash)), subject.substring(slash + 1));
    }

    @Override
    public String toString() {
        return type.wireName() + "/" + id;
    }
}
