package dev.fleetledger.ingest.batch;

/**
 * Why one item is not kept.
 *
 * @param field which part of it is to blame
 * @param message for people
 */
public record Refusal(Reason reason, String field, String message) implements NamedSeries {

    /** For a limit that is named in what people read. */
    static Refusal limit(Reason limit, String field, String message) {
        return new Refusal(limit, field, limit.wireName() + ": " + message);
    }
}
