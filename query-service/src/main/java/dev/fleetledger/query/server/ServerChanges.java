package dev.fleetledger.query.server;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of servers lately, as this instance saw it. That one was heard of again is no change; that it is online or
 * offline is.
 */
final class ServerChanges {
    /** How many are remembered, for who comes back after a break. */
    static final int MOST = 1000;

    private static final Pattern ID = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private final long epoch;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long last;

    /** @param epoch that no other instance, nor this one after a restart, has */
    ServerChanges(long epoch) {
        this.epoch = epoch;
    }

    /** What became of a server. */
    enum Type {
        REGISTERED,
        CHANGED,
        DELETED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A change.
     *
     * @param number counted up on this instance
     * @param server as it was seen to be, or to have been last
     */
    record Change(long number, Type type, ServerSnapshot server) {}

    /**
     * Takes note of a change.
     *
     * @param before null if it was not known
     * @param after null if it is no more
     */
    synchronized void note(@Nullable ServerSnapshot before, @Nullable ServerSnapshot after) {
        var known = after == null ? before : after;
        if (known == null || (before != null && after != null && isSame(before, after))) {
            return;
        }
        var type = after == null ? Type.DELETED : before == null ? Type.REGISTERED : Type.CHANGED;
        last++;
        changes.addLast(new Change(last, type, known));
        if (changes.size() > MOST) {
            changes.removeFirst();
        }
    }

    private static boolean isSame(ServerSnapshot before, ServerSnapshot after) {
        return before.version() == after.version() && before.health() == after.health();
    }

    /** The number of the latest. */
    synchronized long last() {
        return last;
    }

    /** The latest, if there was one. */
    synchronized Optional<Change> latest() {
        return Optional.ofNullable(changes.peekLast());
    }

    /** Those after a number, so many at most; empty if some of them are forgotten. */
    synchronized Optional<List<Change>> after(long number, int most) {
        if (number < last - changes.size()) {
            return Optional.empty();
        }
        var found = new ArrayList<Change>();
        // From the end: who follows has seen most of them.
        for (var each = changes.descendingIterator(); each.hasNext(); ) {
            var change = each.next();
            if (change.number() <= number) {
                break;
            }
            found.addFirst(change);
        }
        return Optional.of(List.copyOf(found.size() <= most ? found : found.subList(0, most)));
    }

    /** The change of a number as clients name it. */
    String id(long number) {
        return epoch + "-" + number;
    }

    /** The number that an id stands for; empty if this instance did not give it. */
    Optional<Long> number(String id) {
        var match = ID.matcher(id);
        return match.matches() && Long.parseLong(match.group(1)) == epoch
                ? Optional.of(Long.valueOf(match.group(2))).filter(number -> number <= last())
                : Optional.empty();
    }
}
