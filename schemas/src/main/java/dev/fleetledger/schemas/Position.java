package dev.fleetledger.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the ledger: the offset of an event in its partition. Its text, {@code partition:offset}, is what
 * {@code Fleet-Position} and {@code as_of} carry.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record Position(int partition, long offset) {
    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    public Position {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("a position is two numbers from 0");
        }
    }

    /** The position written as {@code partition:offset}, or empty if the text is none. */
    public static Optional<Position> parse(String text) {
        var matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @JsonCreator
    static Position of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("a position is partition:offset"));
    }

    @JsonValue
    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
