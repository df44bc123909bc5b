package dev.fleetledger.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegibleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada Lovelace",
                "Zo\u00eb \u0141",
                "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
                "\u5c71\u7530",
                "a-b_c.d"
            })
    void legible(String text) {
        assertThat(text).matches(Legible.TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200Bb",
                "a\u202Eb",
                "a\u2066b",
                "a\u00ADb",
                "a\uFEFFb",
                "a\u2028b",
                "a\tb",
                "a\u0000b",
                "a\u3164b",
                "a\u200Db",
                "a\u061Cb",
                "a\u034Fb",
                "a\u180Bb",
                "a\u180Fb",
                "a\u2800b",
                "a\uFE00b",
                "a\uFE0Fb",
                "a\uDB40\uDD00b",
                "a\uDB40\uDDEFb"
            })
    void not(String text) {
        assertThat(text)
                .doesNotMatch(Legible.TEXT)
                .doesNotMatch(Legible.SEEN + "+")
                .doesNotMatch(Legible.TRIMMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0\u3000", "\u2003"})
    void blank(String text) {
        assertThat(text).doesNotMatch(Legible.SEEN + "+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "\u5c71\u7530", "Zo\u00eb \u0141"})
    void names(String text) {
        assertThat(text).matches(Legible.SEEN + "+").matches(Legible.TRIMMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ada", "\u0410\u0434\u0430 Ada", "\u0410\u0434\u0430-1", "a1\u0430", "\u5c71a", "\u03a9 mu"})
    void unmixed(String text) {
        assertThat(text).matches(Legible.UNMIXED + "(?s).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0405EC", "SE\u0421", "a \u0430d\u0430 b", "a\u03bf", "\u0585a", "x\u13a1", "\u0430\u5c71a"})
    void mixed(String text) {
        assertThat(text).doesNotMatch(Legible.UNMIXED + "(?s).*");
    }

    @Test
    @Timeout(10)
    void mixedWordsAreFoundInLongTexts() {
        var words = "a \u0430 ".repeat(100_000);
        var word = "a".repeat(300_000);
        assertThat(words).matches(Legible.UNMIXED + "(?s).*");
        assertThat(word).matches(Legible.UNMIXED + "(?s).*");
        assertThat(words + word + "\u0430").doesNotMatch(Legible.UNMIXED + "(?s).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a "})
    void notTrimmed(String text) {
        assertThat(text).doesNotMatch(Legible.TRIMMED);
    }
}
