package dev.fleetledger.query.read;

/** Texts to search for with SQL's {@code like}. */
public final class Like {

    private Like() {}

    /** The pattern of what has this text in it. */
    public static String containing(String text) {
        return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
