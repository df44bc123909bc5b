package dev.fleetledger.query.telemetry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.UUID;

/** What tells a series from all others. */
record SeriesKey(UUID server, String name, SortedMap<String, String> labels) {

    /** SHA-256, in hexadecimal, of the name and the labels, each text followed by a zero byte, which none of them has. */
    String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            update(digest, name);
            labels.forEach((label, value) -> {
                update(digest, label);
                update(digest, value);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(UTF_8));
        digest.update((byte) 0);
    }
}
