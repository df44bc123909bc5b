package dev.fleetledger.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a server is named to the platform: letters, digits, hyphens, 1..63, first and last a letter or digit. */
final class ServerId {
    private static final int LONGEST = 63;
    private static final int HASH_BYTES = 4;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    /** What the platform gives itself, or keeps for itself: a number, a UUID, and a word of its paths. */
    private static final Pattern OF_THE_PLATFORM =
            Pattern.compile("\\d+|\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|(?i:nodes)");

    private ServerId() {}

    static boolean isValid(String id) {
        return VALID.matcher(id).matches();
    }

    /**
     * The hostname made a slug: each run of characters it may not hold becomes one hyphen; empty if nothing is left. Where
     * other hostnames would easily make the same, or it would mean another server, a hash of the hostname is behind it.
     */
    static Optional<String> ofHostname(String hostname) {
        var slug = trimHyphens(hostname.replaceAll("[^A-Za-z0-9-]+", "-"));
        if (slug.isEmpty()) {
            return Optional.empty();
        }
        var tells = hostname.chars().allMatch(c -> c < 0x80)
                && slug.length() <= LONGEST
                && !OF_THE_PLATFORM.matcher(slug).matches();
        return Optional.of(tells ? slug : hashed(slug, hostname));
    }

    private static String hashed(String slug, String hostname) {
        var hash = hash(hostname.toLowerCase(Locale.ROOT));
        var room = LONGEST - 1 - hash.length();
        return trimHyphens(slug.substring(0, Math.min(room, slug.length()))) + "-" + hash;
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String trimHyphens(String text) {
        return text.replaceAll("^-+|-+$", "");
    }
}
