package dev.fleetledger.kit.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The one spelling of a request's path, in which all is decided that depends on it. A path that different readers could
 * take for different ones has none.
 */
final class RequestPath {
    /** What needs no escape in a segment (RFC 3986, 3.3), but for {@code ;}, after which some see parameters. */
    private static final String PLAIN = "-._~!$&'()*+,=:@";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestPath() {}

    /**
     * The path with those escapes alone that it needs, each decoded once; empty if it is malformed: {@code ;}, what is
     * escaped and no UTF-8, control characters, slashes and backslashes in a segment, and segments that are empty, {@code .}
     * or {@code ..}. A slash at the end may stay.
     *
     * @param sent as it came
     */
    static Optional<String> canonical(String sent) {
        if (!sent.startsWith("/")) {
            return Optional.empty();
        }
        if (isCanonical(sent)) {
            return Optional.of(sent);
        }
        var canonical = new StringBuilder(sent.length());
        var begin = 1;
        while (begin <= sent.length()) {
            var slash = sent.indexOf('/', begin);
            var end = slash < 0 ? sent.length() : slash;
            canonical.append('/');
            if (end > begin) {
                var segment = decoded(sent.substring(begin, end)).filter(RequestPath::isName);
                if (segment.isEmpty()) {
                    return Optional.empty();
                }
                encode(segment.get(), canonical);
            } else if (slash >= 0) {
                return Optional.empty();
            }
            begin = end + 1;
        }
        return Optional.of(canonical.toString());
    }

    /** As much of a malformed path as can be understood, to answer whoever seems to be meant. */
    static String prefix(String sent) {
        var prefix = new StringBuilder();
        for (var segment : sent.split("/", -1)) {
            var name = decoded(segment.replaceFirst(";.*", ""));
            if (name.isEmpty() || name.get().equals("..")) {
                break;
            }
            if (!name.get().isEmpty() && !name.get().equals(".")) {
                prefix.append('/');
                encode(name.get(), prefix);
            }
        }
        return prefix.isEmpty() ? "/" : prefix.toString();
    }

    /** A path that is malformed too, with the same prefix, in place of an address that not even a server can parse. */
    static String refused(String address) {
        var path = address.replaceFirst("(?s)[?#].*", "").replaceFirst("^[A-Za-z][-+.A-Za-z0-9]*://[^/]*", "");
        return prefix(path).replaceFirst("/$", "") + "/;";
    }

    /** Whether it is its one spelling for certain, as that of nearly every request is: found without memory. */
    private static boolean isCanonical(String path) {
        var begin = 1;
        for (var i = 1; i <= path.length(); i++) {
            var isEnd = i == path.length();
            if (isEnd || path.charAt(i) == '/') {
                if ((i == begin && !isEnd) || isDots(path, begin, i)) {
                    return false;
                }
                begin = i + 1;
            } else if (!isPlain(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDots(String path, int begin, int end) {
        return end > begin && end - begin <= 2 && path.charAt(begin) == '.' && path.charAt(end - 1) == '.';
    }

    private static boolean isName(String segment) {
        return !segment.equals(".") && !segment.equals("..");
    }

    private static Optional<String> decoded(String segment) {
        if (segment.chars().allMatch(RequestPath::isPlain)) {
            return Optional.of(segment);
        }
        var bytes = new ByteArrayOutputStream(segment.length());
        for (var i = 0; i < segment.length(); i++) {
            var character = segment.charAt(i);
            if (character == '%') {
                if (i + 2 >= segment.length()
                        || !HexFormat.isHexDigit(segment.charAt(i + 1))
                        || !HexFormat.isHexDigit(segment.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else if (isPlain(character)) {
                bytes.write(character);
            } else if (character > 0x7F) {
                // As a person types it.
                var codePoint = segment.codePointAt(i);
                bytes.writeBytes(Character.toString(codePoint).getBytes(UTF_8));
                i += Character.charCount(codePoint) - 1;
            } else {
                return Optional.empty();
            }
        }
        try {
            var text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return Optional.of(text).filter(name -> name.chars().noneMatch(RequestPath::isNever));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || PLAIN.indexOf(character) >= 0;
    }

    private static boolean isNever(int character) {
        return Character.isISOControl(character) || character == '\uFFFD' || character == '/' || character == '\\';
    }

    private static void encode(String segment, StringBuilder canonical) {
        if (segment.chars().allMatch(RequestPath::isPlain)) {
            canonical.append(segment);
            return;
        }
        for (var octet : segment.getBytes(UTF_8)) {
            if (isPlain(octet)) {
                canonical.append((char) octet);
            } else {
                canonical.append('%').append(HEX.toHexDigits(octet));
            }
        }
    }
}
