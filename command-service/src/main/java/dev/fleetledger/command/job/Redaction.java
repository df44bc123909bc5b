package dev.fleetledger.command.job;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.fleetledger.domain.SealedSecret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stars secrets wherever their values stand in a text, also in base64 and as an address has them. What is shorter than eight
 * characters, which may stand in other words by chance, is starred where it stands as a word; what is shorter than three never is.
 */
final class Redaction {
    private static final int LEAST = 3;
    private static final int LONG = 8;

    private final @Nullable Pattern secrets;

    /** Of these values. */
    Redaction(Collection<String> values) {
        var forms = values.stream()
                // Logs have one line at a time.
                .flatMap(value -> Stream.concat(
                        Stream.of(value),
                        value.lines().filter(line -> line.strip().length() >= LONG)))
                .map(String::strip)
                .filter(value -> value.length() >= LEAST)
                .flatMap(Redaction::forms)
                .distinct()
                // Of two that begin alike the longer one, so that nothing of it is left.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(form -> form.length() < LONG
                        ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(form) + "(?![\\p{L}\\p{N}])"
                        : Pattern.quote(form))
                .collect(Collectors.joining("|"));
        secrets = forms.isEmpty() ? null : Pattern.compile(forms);
    }

    private static Stream<String> forms(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                value,
                new String(JsonStringEncoder.getInstance().quoteAsString(value)),
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text without them. */
    String of(String text) {
        return secrets == null ? text : secrets.matcher(text).replaceAll(Matcher.quoteReplacement(SealedSecret.SHOWN));
    }
}
