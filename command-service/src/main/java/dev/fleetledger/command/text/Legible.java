package dev.fleetledger.command.text;

import dev.fleetledger.domain.text.Lookalikes;

/** Names that people tell apart by looking at them: nothing in them is invisible, or turns the rest around. */
public final class Legible {
    /** In the brackets of a regular expression: what nobody sees. */
    public static final String INVISIBLE = Lookalikes.INVISIBLE;

    /** Text without any. */
    public static final String TEXT = "[^" + INVISIBLE + "]*";

    public static final String MESSAGE = "must have no invisible characters";

    /** In front of a quantifier, such as {@code {1,200}}: text without any that is not blank. */
    public static final String SEEN = "(?=.*\\P{Z})[^" + INVISIBLE + "]";

    /** Text without any, that neither begins nor ends with a space. */
    public static final String TRIMMED = "(?s)(?!.*[" + INVISIBLE + "])\\S(.*\\S)?";

    public static final String TRIMMED_MESSAGE =
            "must neither begin nor end with a space, nor have invisible characters";

    private static final String LIKE_LATIN = "\\p{IsCyrillic}\\p{IsGreek}\\p{IsArmenian}\\p{IsCherokee}";

    /**
     * In front of a pattern: no word has Latin letters and others that look like them. Each word is looked at twice at most,
     * however long.
     */
    public static final String UNMIXED =
            "(?=(?:\\P{L}++|[\\p{L}&&[^" + LIKE_LATIN + "]]++(?!\\p{L})|[\\p{L}&&\\P{IsLatin}]++(?!\\p{L}))*+\\z)";

    /** Text of such words, with nothing invisible. */
    public static final String UNMIXED_TEXT = UNMIXED + TEXT;

    public static final String UNMIXED_MESSAGE = MESSAGE + ", nor words of mixed alphabets";

    /** What is read on things and typed: trimmed, and of such words. */
    public static final String LABEL = UNMIXED + TRIMMED;

    public static final String LABEL_MESSAGE = TRIMMED_MESSAGE + ", nor words of mixed alphabets";

    private Legible() {}
}
