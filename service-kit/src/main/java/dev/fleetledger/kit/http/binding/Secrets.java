package dev.fleetledger.kit.http.binding;

import java.util.Locale;
import java.util.regex.Pattern;

/** Knows secrets by the names of their fields; parameters of whatever may hold some, under any name. */
final class Secrets {
    private static final Pattern SECRET = Pattern.compile(
            "(.*[_-])?(pass|password|passwd|secret|token|key|credential|credentials|ticket|parameters)");

    private Secrets() {}

    /** Whether what stands under this name must never be repeated. */
    static boolean isSecret(String field) {
        return SECRET.matcher(field.toLowerCase(Locale.ROOT)).matches();
    }
}
