package dev.fleetledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes have used, as Linux counts it; zeros elsewhere.
 *
 * @param cpuSeconds of the processor, that of their ended children included
 * @param residentBytes memory that is theirs or shared with each other, counted for each
 */
record ProcessCosts(double cpuSeconds, long residentBytes) {
    private static final double TICKS_PER_SECOND = 100;
    private static final long PAGE = 4096;
    private static final int USER_TIME = 11;
    private static final int RESIDENT_PAGES = 21;

    /** Of these together. */
    static ProcessCosts of(Stream<ProcessHandle> processes) {
        return processes
                .map(ProcessCosts::of)
                .reduce(
                        new ProcessCosts(0, 0),
                        (one, other) -> new ProcessCosts(
                                one.cpuSeconds + other.cpuSeconds, one.residentBytes + other.residentBytes));
    }

    private static ProcessCosts of(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The name in parentheses may have spaces.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = 0L;
            for (var i = USER_TIME; i < USER_TIME + 4; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return new ProcessCosts(ticks / TICKS_PER_SECOND, Long.parseLong(fields[RESIDENT_PAGES]) * PAGE);
        } catch (IOException e) {
            return new ProcessCosts(0, 0);
        }
    }

    /** The processor's part since then. */
    double cpuSecondsSince(ProcessCosts before) {
        return cpuSeconds - before.cpuSeconds;
    }
}
