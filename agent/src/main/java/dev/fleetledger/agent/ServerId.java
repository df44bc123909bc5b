package dev.fleetledger.agent;

import java.util.Optional;
import java.util.regex.Pattern;

/** How a server is named to the platform: letters, digits, hyphens, 1..63, first and last a letter or digit. */
final class ServerId {
    private static final int LONGEST = 63;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private ServerId() {}

    static boolean isValid(String id) {
        return VALID.matcher(id).matches();
    }

    /** The hostname made a slug: each run of characters it may not hold becomes one hyphen; empty if nothing is left. */
    static Optional<String> ofHostname(String hostname) {
        var hyphenated = trimHyphens(hostname.replaceAll("[^A-Za-z0-9-]+", "-"));
        var slug = trimHyphens(hyphenated.substring(0, Math.min(LONGEST, hyphenated.length())));
        return slug.isEmpty() ? Optional.empty() : Optional.of(slug);
    }

    private static String trimHyphens(String text) {
        return text.replaceAll("^-+|-+$", "");
    }
}
