package dev.fleetledger.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** The times between a service's answers, fleet by fleet, from the begin of a load to its end. */
final class Silence {
    private final Map<String, Long> last = new HashMap<>();
    private final List<Span> gaps = new ArrayList<>();
    private final List<Span> excuses = new ArrayList<>();

    /** In nanoTime. */
    private record Span(long from, long to) {
        long length() {
            return to - from;
        }

        long within(Span other) {
            return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
        }
    }

    /** @param fleets silent from now on, until answered */
    Silence(List<String> fleets) {
        var now = System.nanoTime();
        fleets.forEach(fleet -> last.put(fleet, now));
    }

    /** The fleet was answered now, or is no longer waited for: a silence counts also if it lasts to the end. */
    synchronized void end(String fleet) {
        var now = System.nanoTime();
        gaps.add(new Span(Objects.requireNonNull(last.put(fleet, now)), now));
    }

    /** Nobody could have answered since then, in nanoTime. */
    synchronized void excuse(long since) {
        excuses.add(new Span(since, System.nanoTime()));
    }

    /** The longest one. */
    Duration longest() {
        return longest(Span::length);
    }

    /** The longest one, but for what is excused of each. */
    Duration unexcused() {
        return longest(
                gap -> gap.length() - excuses.stream().mapToLong(gap::within).sum());
    }

    private synchronized Duration longest(ToLongFunction<Span> length) {
        return Duration.ofNanos(gaps.stream().mapToLong(length).max().orElse(0));
    }
}
