package dev.fleetledger.domain.server;

import dev.fleetledger.domain.text.Uuids;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Readable ids of servers: 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit. */
public final class Slugs {
    /** What a slug must be, for people. */
    public static final String RULE =
            "1 to 63 letters, digits or hyphens, starting and ending with a letter or digit, not a UUID and not 'nodes'";

    private static final int MAX = 63;
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final String WITHOUT_NAME = "server";
    /** {@code /api/v1/metrics/nodes} is no server's. */
    private static final String RESERVED = "nodes";

    private Slugs() {}

    /** Whether a server may have it. */
    public static boolean isValid(String slug) {
        return SYNTAX.matcher(slug).matches()
                && !Uuids.isUuid(slug)
                && !slug.toLowerCase(Locale.ROOT).equals(RESERVED);
    }

    /** Whether it can be a server's number. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * The hostname with hyphens for all that a slug cannot have; empty if nothing is left of it. Different hostnames may
     * make the same: it serves to make a server, never to find one.
     */
    public static Optional<String> of(String hostname) {
        var slug = trim(hostname.replaceAll("[^A-Za-z0-9]+", "-"));
        if (DIGITS.matcher(slug).matches()) {
            // By itself it would be taken for another server's number.
            return Optional.of(trim(WITHOUT_NAME + "-" + slug));
        }
        return slug.isEmpty() ? Optional.empty() : Optional.of(slug);
    }

    /** What {@link #of} makes, or what is made of a hostname of which nothing is left. */
    public static String made(String hostname) {
        return of(hostname).orElse(WITHOUT_NAME);
    }

    /** Whether the slug is what is made of that hostname, by itself or numbered. */
    public static boolean isMadeOf(String slug, String hostname) {
        var made = made(hostname);
        if (slug.equalsIgnoreCase(made)) {
            return true;
        }
        var number = slug.substring(slug.lastIndexOf('-') + 1);
        return isNumber(number) && slug.equalsIgnoreCase(numbered(made, Long.parseLong(number)));
    }

    /** The slug with a number behind it, cut to fit. */
    public static String numbered(String slug, long number) {
        var suffix = "-" + number;
        return trim(slug.substring(0, Math.min(slug.length(), MAX - suffix.length()))) + suffix;
    }

    private static String trim(String slug) {
        var from = slug.startsWith("-") ? 1 : 0;
        var cut = slug.substring(from, Math.min(slug.length(), from + MAX));
        return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
