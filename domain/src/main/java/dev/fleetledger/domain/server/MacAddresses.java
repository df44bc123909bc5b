package dev.fleetledger.domain.server;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hardware addresses of six octets. */
public final class MacAddresses {
    /** What one must be, for people. */
    public static final String RULE = "six octets in hexadecimal, such as 52:54:00:12:34:57, of one network card";

    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{12}"
            + "|[0-9a-f]{2}(:[0-9a-f]{2}){5}|[0-9a-f]{2}(-[0-9a-f]{2}){5}|[0-9a-f]{4}(\\.[0-9a-f]{4}){2}");
    private static final Pattern EACH = Pattern.compile("(..)(?!$)");
    private static final String NOBODY = "00:00:00:00:00:00";
    private static final int MULTICAST = 1;

    private MacAddresses() {}

    /** In the one spelling that is kept, lower case with colons; empty if it is none of one network card. */
    public static Optional<String> parse(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        if (!SYNTAX.matcher(lower).matches()) {
            return Optional.empty();
        }
        var spelled = EACH.matcher(lower.replaceAll("[:.-]", "")).replaceAll("$1:");
        var multicast = (Integer.parseInt(spelled.substring(0, 2), 16) & MULTICAST) != 0;
        return multicast || spelled.equals(NOBODY) ? Optional.empty() : Optional.of(spelled);
    }
}
