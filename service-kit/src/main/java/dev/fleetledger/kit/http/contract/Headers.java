package dev.fleetledger.kit.http.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;

/** Reads values of headers, and shortens what an answer repeats. */
public final class Headers {
    private static final int LONGEST_EXCERPT = 100;

    private Headers() {}

    /** The value as UTF-8, which clients send and HTTP reads as Latin 1. */
    public static String utf8(String value) {
        if (value.chars().anyMatch(character -> character > 0xFF)) {
            return value;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    /** The parts between the commas. */
    public static List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** As much of it as an answer repeats. */
    public static String excerpt(String value) {
        return value.length() <= LONGEST_EXCERPT ? value : value.substring(0, LONGEST_EXCERPT) + "...";
    }
}
