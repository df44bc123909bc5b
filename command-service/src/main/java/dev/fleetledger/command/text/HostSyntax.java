package dev.fleetledger.command.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** How a hostname or address may be written, for people to tell apart by looking at it. */
public final class HostSyntax {
    /** Nothing that cannot be seen, turns the direction of writing, or is a space. */
    public static final String SYNTAX = "[^\\p{C}\\p{Z}/?#@" + Legible.INVISIBLE + "]{1,253}";

    private static final Pattern NAME = Pattern.compile(Legible.UNMIXED + SYNTAX);

    private HostSyntax() {}

    /**
     * Whether it may be registered: as {@link #SYNTAX} has it, without other forms of the same characters (Unicode Standard
     * Annex 15, NFKC), and without words of Latin letters and others that look like them.
     */
    public static boolean isValid(String name) {
        return NAME.matcher(name).matches() && Normalizer.isNormalized(name, Normalizer.Form.NFKC);
    }
}
