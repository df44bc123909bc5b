package dev.fleetledger.query.job;

import dev.fleetledger.query.job.JobLineDao.Numbered;
import dev.fleetledger.query.job.JobLog.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the logs of jobs: milestones of the ledger and lines of providers as one, by their times, from any place on. */
final class JobLogReader {
    private final LongFunction<List<Line>> milestones;
    private final Lines lines;

    /** What providers said of a job, in their order. */
    @FunctionalInterface
    interface Lines {
        List<Numbered> after(long job, long seq, int most);
    }

    /** @param milestones what the ledger says of the job of a number, in its order, which only grows at the end */
    JobLogReader(LongFunction<List<Line>> milestones, Lines lines) {
        this.milestones = milestones;
        this.lines = lines;
    }

    /**
     * How far a log was read.
     *
     * @param milestones how many of them
     * @param line the last of the lines, 0 for none
     */
    record Place(int milestones, long line) {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:-(\\d{1,18}))?");
        static final Place START = new Place(0, 0);

        /** As clients tell it; the start, if it is none. */
        static Place of(@Nullable String id) {
            var match = FORM.matcher(id == null ? "" : id);
            if (!match.matches()) {
                return START;
            }
            return new Place(
                    Integer.parseInt(match.group(1)), match.group(2) == null ? 0 : Long.parseLong(match.group(2)));
        }

        @Override
        public String toString() {
            return milestones + "-" + line;
        }
    }

    /** An entry, and how far the log is read with it. */
    record Entry(Place place, Line line) {}

    /** @param more whether there is more already */
    record Part(List<Entry> entries, boolean more) {}

    /** All milestones so far, to be read from. */
    List<Line> milestones(long job) {
        return milestones.apply(job);
    }

    /** What comes after a place. */
    Part after(long job, Place place, int most) {
        return after(job, place, most, milestones(job));
    }

    /** The same, of milestones that were read before. What comes later with an earlier time stands where it came. */
    Part after(long job, Place place, int most, List<Line> milestones) {
        var logged = lines.after(job, place.line(), most + 1);
        var entries = new ArrayList<Entry>();
        var at = place;
        var next = 0;
        while (entries.size() < most && (at.milestones() < milestones.size() || next < logged.size())) {
            var milestone = at.milestones() < milestones.size() ? milestones.get(at.milestones()) : null;
            var line = next < logged.size() ? logged.get(next) : null;
            if (milestone != null && (line == null || !line.line().timestamp().isBefore(milestone.timestamp()))) {
                at = new Place(at.milestones() + 1, at.line());
                entries.add(new Entry(at, milestone));
            } else if (line != null) {
                at = new Place(at.milestones(), line.seq());
                entries.add(new Entry(at, line.line()));
                next++;
            }
        }
        return new Part(entries, at.milestones() < milestones.size() || next < logged.size());
    }
}
