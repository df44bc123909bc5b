package dev.fleetledger.domain.job;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How clients name jobs. */
public final class JobNames {
    private static final Pattern NAME = Pattern.compile("(?:[a-z]+-job-)?([1-9]\\d{0,17})");

    private JobNames() {}

    /** The number of {@code 123} or {@code deploy-job-123}; empty if it is neither. */
    public static OptionalLong number(String name) {
        var match = NAME.matcher(name);
        return match.matches() ? OptionalLong.of(Long.parseLong(match.group(1))) : OptionalLong.empty();
    }
}
