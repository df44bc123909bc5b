package dev.fleetledger.command.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.domain.job.Job;
import dev.fleetledger.providers.LogLine;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.job.LogLevel;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Makes of what a provider logged the lines that are kept: numbered by their job, without secrets, bounded. */
final class JobLines {
    /** Lines of one attempt. */
    static final int MOST = 2_000;

    /** Bytes of a line in UTF-8. */
    static final int LONGEST = 1_000;

    /** Room for the lines of an attempt, and for the attempts at a step. */
    private static final long PLACES = 100_000;

    private static final String CUT = "…";
    private static final String MORE = "More than " + MOST + " lines; the rest is left out";

    private JobLines() {}

    /**
     * The lines as they are kept: the same for the same, whoever makes them.
     *
     * @param job with the attempt that it is at
     * @param by who logged them
     */
    static List<JobLine> of(Job job, String by, List<LogLine> logged, Redaction redaction) {
        var call = job.state().call();
        var attempt = job.state().step() * PLACES + (call == null ? 0 : call.number());
        var lines = new ArrayList<JobLine>();
        for (var line : logged) {
            if (line.number() <= MOST) {
                var text = "[" + by + "] " + oneLine(redaction.of(line.text()));
                lines.add(line(job.number(), attempt, line, line.level(), cut(text)));
            } else if (line.number() == MOST + 1) {
                lines.add(line(job.number(), attempt, line, LogLevel.WARNING, "[" + by + "] " + MORE));
            }
        }
        return lines;
    }

    private static JobLine line(long job, long attempt, LogLine line, LogLevel level, String text) {
        var seq = attempt * PLACES + line.number();
        return new JobLine(job, seq, line.at().truncatedTo(ChronoUnit.MILLIS), level, text);
    }

    /** Without what would break it, or have a terminal do something. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
                .replaceAll("\\p{Cs}", "\uFFFD")
                .strip();
    }

    /** As many whole characters as there is room for. */
    private static String cut(String text) {
        if (text.length() <= LONGEST / 3 || text.getBytes(UTF_8).length <= LONGEST) {
            return text;
        }
        var room = LONGEST - CUT.getBytes(UTF_8).length;
        var kept = new StringBuilder();
        for (var i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            var character = Character.toString(text.codePointAt(i));
            room -= character.getBytes(UTF_8).length;
            if (room < 0) {
                break;
            }
            kept.append(character);
        }
        return kept.append(CUT).toString();
    }
}
