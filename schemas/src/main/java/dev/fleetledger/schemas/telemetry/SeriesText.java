package dev.fleetledger.schemas.telemetry;

/** What names and labels of series may be, wherever they are sent, asked for or watched. */
public final class SeriesText {
    /** Characters of a metric's or label's name, as {@link String#length} counts them. */
    public static final int LONGEST_NAME = 256;
    /** Characters of a label's value. */
    public static final int LONGEST_VALUE = 2048;
    /** {@link #isText} as a regular expression, for bodies, in which nothing else than Unicode is taken. */
    public static final String PATTERN = "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]*";

    public static final String PATTERN_MESSAGE = "must be text without control characters";

    private SeriesText() {}

    /** Whether it is Unicode without control characters other than tabs and line breaks. */
    public static boolean isText(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r') {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The metric that is meant: {@code cpu}, {@code memory} and {@code disk} are short for {@code <name>_percent}. */
    public static String metric(String name) {
        return switch (name) {
            case "cpu", "memory", "disk" -> name + "_percent";
            default -> name;
        };
    }
}
