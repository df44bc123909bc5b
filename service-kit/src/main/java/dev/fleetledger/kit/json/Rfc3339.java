package dev.fleetledger.kit.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** The syntax of times as RFC 3339 has them, with their offset from UTC; {@link Times} also bounds their years. */
final class Rfc3339 {
    private static final Pattern LEAP =
            Pattern.compile("(?<before>.*T\\d{2}:\\d{2}):60(?<after>.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile(" (?=\\d{2}:\\d{2}$)");
    private static final int LAST_SECOND = 24 * 60 * 60 - 1;

    private Rfc3339() {}

    /**
     * The time. A leap second, which only the end of a day of UTC may have, is the second after it.
     *
     * @throws DateTimeException if it is none
     */
    static Instant parse(String text) {
        if (!text.contains(":60")) {
            return OffsetDateTime.parse(text).toInstant();
        }
        var leap = LEAP.matcher(text);
        if (!leap.matches()) {
            return OffsetDateTime.parse(text).toInstant();
        }
        var before = OffsetDateTime.parse(leap.group("before") + ":59" + leap.group("after"))
                .toInstant();
        if (Math.floorMod(before.getEpochSecond(), LAST_SECOND + 1) != LAST_SECOND) {
            throw new DateTimeParseException("no leap second", text, 0);
        }
        return before.plusSeconds(1);
    }

    /** The same of a query, in which a plus that was not encoded has become a space. */
    static Instant parseQuery(String text) {
        return parse(SPACE.matcher(text).replaceFirst("+"));
    }
}
