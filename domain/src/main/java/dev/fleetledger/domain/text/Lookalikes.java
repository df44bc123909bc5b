package dev.fleetledger.domain.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts that people cannot tell apart by looking at them. */
public final class Lookalikes {
    /**
     * In the brackets of a regular expression: control and format characters, separators of lines, joiners, fillers, blanks
     * that are no spaces, and selectors of variants.
     */
    public static final String INVISIBLE =
            "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F"
                    + "\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\uDB40\\uDD00-\\uDB40\\uDDEF";

    private static final Pattern INVISIBLES = Pattern.compile("[" + INVISIBLE + "]");

    private Lookalikes() {}

    /**
     * The same for texts that look the same but for case, width and the like (Unicode's NFKC, folded), and for what is not
     * seen.
     */
    public static String fold(String text) {
        // Before that too, as what stands between two characters keeps them from becoming one.
        var compatible = visible(Normalizer.normalize(visible(text), Normalizer.Form.NFKC));
        // Upper case first: some small letters, as the long s, have a common capital alone.
        var folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static String visible(String text) {
        return INVISIBLES.matcher(text).replaceAll("");
    }
}
