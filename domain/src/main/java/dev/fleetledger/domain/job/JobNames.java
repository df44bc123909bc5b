package dev.fleetledger.domain.job;

import dev.fleetledger.schemas.job.JobKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How clients name jobs. */
public final class JobNames {
    private static final Pattern NAME = Pattern.compile("(?:([a-z]+)-job-)?([1-9]\\d{0,17})");

    private JobNames() {}

    /**
     * The name of a job.
     *
     * @param kind that it has to be of, null if none was said
     */
    public record Name(long number, @Nullable JobKind kind) {

        /** Whether it is the name of that job. */
        public boolean isOf(Job job) {
            return number == job.number() && (kind == null || kind == job.type());
        }
    }

    /** What {@code 123} or {@code deploy-job-123} names; empty if it is neither, or there is no such kind. */
    public static Optional<Name> parse(String name) {
        var match = NAME.matcher(name);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(match.group(2));
        var kind = match.group(1);
        return kind == null
                ? Optional.of(new Name(number, null))
                : Arrays.stream(JobKind.values())
                        .filter(each -> each.wireName().equals(kind))
                        .findFirst()
                        .map(each -> new Name(number, each));
    }
}
