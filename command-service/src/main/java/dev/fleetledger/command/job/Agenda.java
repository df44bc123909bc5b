package dev.fleetledger.command.job;

import dev.fleetledger.domain.job.Attempt;
import dev.fleetledger.domain.job.Duty;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When something is to be done about which job. What that costs follows from how many jobs changed, are due and can be seen
 * to, not from how many wait. Moments are of a time that passes evenly, in nanoseconds. Of one thread alone.
 */
final class Agenda {
    /** Clocks may be set: nothing is waited for longer without another look at them. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final BiFunction<Job, Instant, Optional<Duty>> duties;
    private final long callWithin;
    private final long askEvery;
    private final Map<Long, Entry> entries = new HashMap<>();
    /** About which nothing is to be done before. */
    private final NavigableSet<Entry> timers = new TreeSet<>(Entry.ORDER);

    private final NavigableSet<Entry> calls = new TreeSet<>(Entry.ORDER);
    private final NavigableSet<Entry> questions = new TreeSet<>(Entry.ORDER);
    /** Of the last change that was taken note of, -1 if all has to be looked at. */
    private long sequence = -1;

    /**
     * An empty one.
     *
     * @param duties what is to be done about a job at a time
     * @param callWithin within which its call must be over once a claim was seen
     * @param askEvery how long a provider is left alone between two questions about the same job
     */
    Agenda(BiFunction<Job, Instant, Optional<Duty>> duties, Duration callWithin, Duration askEvery) {
        this.duties = duties;
        this.callWithin = callWithin.toNanos();
        this.askEvery = askEvery.toNanos();
    }

    /** A call that is to be made. */
    record Call(Job job, Duty.Call duty) {}

    /**
     * A question that is to be put.
     *
     * @param lateFor for how long it was seen that all should be over, null if it has time yet
     */
    record Question(Job job, Attempt about, @Nullable Duration lateFor) {}

    /** A live job. */
    private static final class Entry {
        /** Who is due for longest first. */
        static final Comparator<Entry> ORDER =
                Comparator.<Entry>comparingLong(entry -> entry.at).thenComparingLong(entry -> entry.job.number());

        private Job job;
        /** Null if it stands nowhere. */
        private @Nullable NavigableSet<Entry> place;

        private long at;
        private Duty.@Nullable Call call;
        /** When its provider may be asked, null if it never was to be. */
        private @Nullable Long askAt;
        /** By claim of which nobody told, when that was seen first. */
        private Map<UUID, Long> seen = Map.of();
        /** The claim that is seen to be overdue, and since when. */
        private @Nullable UUID late;

        private long lateSince;

        Entry(Job job) {
            this.job = job;
        }

        void see(Job changed, long moment) {
            job = changed;
            var claims = new HashMap<UUID, Long>();
            Stream.of(
                            Optional.ofNullable(job.state().call()),
                            Optional.ofNullable(job.state().abort()))
                    .flatMap(Optional::stream)
                    .filter(attempt -> !attempt.waiting())
                    .map(Attempt::claimId)
                    .forEach(claim -> claims.put(claim, seen.getOrDefault(claim, moment)));
            seen = Map.copyOf(claims);
        }

        Duration lateFor(Attempt attempt, long moment) {
            if (!attempt.claimId().equals(late)) {
                late = attempt.claimId();
                lateSince = moment;
            }
            return Duration.ofNanos(moment - lateSince);
        }

        void move(@Nullable NavigableSet<Entry> to, long moment) {
            if (place != null) {
                place.remove(this);
            }
            place = to;
            at = moment;
            if (to != null) {
                to.add(this);
            }
        }
    }

    /** Others may decide meanwhile: all is to be looked at again. Since when something was seen stays known. */
    void forget() {
        sequence = -1;
    }

    /**
     * Takes note of what has changed, and of what is due by now.
     *
     * @param upTo the sequence of the fleet's last event
     */
    void update(Jobs jobs, long upTo, Instant now, long moment) {
        var changed =
                sequence < 0 || upTo < sequence ? Optional.<Collection<Long>>empty() : jobs.changedAfter(sequence);
        changed.ifPresentOrElse(
                numbers -> numbers.forEach(number ->
                        jobs.live().find(number).ifPresentOrElse(job -> look(job, now, moment), () -> remove(number))),
                () -> {
                    List.copyOf(entries.keySet()).stream()
                            .filter(number -> jobs.live().find(number).isEmpty())
                            .forEach(this::remove);
                    jobs.all().forEach(job -> look(job, now, moment));
                });
        sequence = upTo;
        while (!timers.isEmpty() && timers.first().at <= moment) {
            place(timers.first(), now, moment);
        }
    }

    private void look(Job job, Instant now, long moment) {
        var entry = entries.computeIfAbsent(job.number(), number -> new Entry(job));
        entry.see(job, moment);
        place(entry, now, moment);
    }

    private void remove(long number) {
        var entry = entries.remove(number);
        if (entry != null) {
            entry.move(null, 0);
        }
    }

    /** Makes those calls that are due for longest. One stays until its job changes: it may not have been possible yet. */
    void call(BooleanSupplier hasRoom, Consumer<Call> begin) {
        for (var entry : calls) {
            if (!hasRoom.getAsBoolean()) {
                return;
            }
            begin.accept(new Call(entry.job, Objects.requireNonNull(entry.call)));
        }
    }

    /**
     * Puts the questions that are due for longest, and nobody overtakes where there is no room for now.
     *
     * @param begin whether it did
     */
    void ask(Instant now, long moment, BooleanSupplier hasRoom, Predicate<Question> begin) {
        var entry = questions.isEmpty() ? null : questions.first();
        while (entry != null && entry.at <= moment && hasRoom.getAsBoolean()) {
            var next = questions.higher(entry);
            var question = place(entry, now, moment);
            if (question != null && begin.test(question)) {
                entry.askAt = moment + askEvery;
                entry.move(questions, entry.askAt);
            }
            entry = next;
        }
    }

    /** Where a job stands now; what is to be asked about it, if something is. */
    private @Nullable Question place(Entry entry, Instant now, long moment) {
        var duty = duties.apply(entry.job, now).orElse(null);
        if (!(duty instanceof Duty.Overdue)) {
            entry.late = null;
        }
        return switch (duty) {
            case null -> {
                entry.move(timers, moment + untilDue(entry.job, now));
                yield null;
            }
            case Duty.Call call -> {
                entry.call = call;
                entry.move(calls, moment);
                yield null;
            }
            case Duty.Watch watch -> question(entry, watch.attempt(), false, moment);
            case Duty.Settle settle -> question(entry, settle.attempt(), false, moment);
            case Duty.Overdue overdue -> question(entry, overdue.attempt(), true, moment);
        };
    }

    /**
     * Nobody can be at a call any more that was seen for long enough: not by the ledger's time alone, which is a clock that
     * may be ahead, but by this instance's own time, which passes evenly.
     */
    private @Nullable Question question(Entry entry, Attempt about, boolean isLate, long moment) {
        var askAt = entry.askAt == null ? moment : entry.askAt;
        entry.askAt = askAt;
        var seen = entry.seen.get(about.claimId());
        var at = seen == null ? askAt : Math.max(askAt, seen + callWithin);
        entry.move(questions, at);
        return at > moment ? null : new Question(entry.job, about, isLate ? entry.lateFor(about, moment) : null);
    }

    private static long untilDue(Job job, Instant now) {
        var wait = Duration.between(now, job.dutyAfter(now).orElse(now));
        return Math.max(1, (wait.compareTo(LONGEST) < 0 ? wait : LONGEST).toNanos());
    }
}
