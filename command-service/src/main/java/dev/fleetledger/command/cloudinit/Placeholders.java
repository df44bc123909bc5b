package dev.fleetledger.command.cloudinit;

import dev.fleetledger.providers.UserData;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the variables of a text stand: {@code {{ NAME }}}. */
public final class Placeholders {
    /** What a variable may be called. */
    public static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,63}";

    private static final int WORD = 12;
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(" + NAME + ")\\s*}}");

    private Placeholders() {}

    /** The names that stand in a text, in the order in which they do first. */
    public static Set<String> names(String text) {
        var names = new LinkedHashSet<String>();
        PLACE.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    /** The text with other text for variables; those for which there is null stay as they are. */
    static String replace(String text, Function<String, @Nullable String> values) {
        return PLACE.matcher(text).replaceAll(match -> {
            var value = values.apply(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }

    /** How many characters {@link #replace} makes, without making them. */
    static long length(String text, Function<String, @Nullable String> values) {
        return PLACE.matcher(text)
                .results()
                .reduce(
                        (long) text.length(),
                        (length, match) -> {
                            var value = values.apply(match.group(1));
                            return value == null
                                    ? length
                                    : length + value.length() - match.group().length();
                        },
                        Long::sum);
    }

    /**
     * Words that stand for variables while a text is looked at: letters and digits alone, which mean nothing to YAML, and
     * stand nowhere in the text.
     *
     * @param byName the word of each variable
     */
    record Tokens(Map<String, String> byName) {

        static Tokens of(String text) {
            var word = word(text, 0);
            for (var salt = 1; text.contains(word); salt++) {
                word = word(text, salt);
            }
            var tokens = new LinkedHashMap<String, String>();
            for (var name : names(text)) {
                tokens.put(name, word + tokens.size() + "Q");
            }
            return new Tokens(tokens);
        }

        /** Of the text's own hash, which nobody can write into it: short, and found at once. */
        private static String word(String text, int salt) {
            return "Qz" + new UserData(salt + text).sha256().substring(0, WORD) + "z";
        }

        /** A text that was made with the tokens, with something else for them. */
        String replace(String text, Function<String, @Nullable String> values) {
            var replaced = text;
            for (var token : byName.entrySet()) {
                var value = values.apply(token.getKey());
                if (value != null && replaced.contains(token.getValue())) {
                    replaced = replaced.replace(token.getValue(), value);
                }
            }
            return replaced;
        }

        boolean isIn(String text) {
            return byName.values().stream().anyMatch(text::contains);
        }
    }
}
