package dev.fleetledger.command.cloudinit;

import dev.fleetledger.command.cloudinit.Placeholders.Tokens;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A template with values for its variables.
 *
 * @param text what a machine is handed
 * @param retyped variables whose values YAML reads as something other than text, by what that is
 */
public record Rendering(String text, Map<String, String> retyped) {
    private static final String ANOTHER_DOCUMENT =
            "makes another document of the template than the one that was written: what is written around the variable"
                    + " has to hold it, as quotation marks do";
    /** As much as a machine is handed. */
    private static final int LONGEST = 65_536;
    /** What means nothing to a shell, to Jinja or to whatever reads a document that is no cloud-config. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:@+,=-]*");

    public Rendering {
        retyped = Map.copyOf(retyped);
    }

    /**
     * Puts values into a template. Every variable that stands in it has one; but for those of a Jinja template that it does not
     * declare, which are the machine's.
     *
     * @throws UnfitValueException if a value would make another document of it
     */
    public static Rendering of(String content, Map<String, String> values) throws UnfitValueException {
        if (Placeholders.length(content, values::get) > LONGEST) {
            throw new UnfitValueException(
                    longest(values), "makes more than " + LONGEST + " characters of the template, with the others");
        }
        return DocumentKind.of(content) == DocumentKind.CLOUD_CONFIG
                ? cloudConfig(content, values)
                : opaque(content, values);
    }

    private static String longest(Map<String, String> values) {
        return values.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, String> entry) ->
                                entry.getValue().length())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** The text with these values, whatever it becomes: to be looked at alone, where some of them are stars. */
    public static String shown(String content, Map<String, String> values) {
        return Placeholders.replace(content, values::get);
    }

    private static Rendering opaque(String content, Map<String, String> values) throws UnfitValueException {
        for (var name : Placeholders.names(content)) {
            if (!PLAIN.matcher(values.getOrDefault(name, "")).matches()) {
                throw new UnfitValueException(
                        name,
                        "has other characters than letters, digits and ._/:@+,=-, which might mean something in a document"
                                + " that is no #cloud-config");
            }
        }
        return new Rendering(Placeholders.replace(content, values::get), Map.of());
    }

    private static Rendering cloudConfig(String content, Map<String, String> values) throws UnfitValueException {
        var tokens = Tokens.of(content);
        var whole = compare(content, tokens, values);
        if (whole.isPresent()) {
            return new Rendering(Placeholders.replace(content, values::get), whole.get());
        }
        for (var name : tokens.byName().keySet()) {
            var one = new HashMap<>(tokens.byName());
            one.put(name, values.getOrDefault(name, ""));
            if (compare(content, tokens, one).isEmpty()) {
                throw new UnfitValueException(name, ANOTHER_DOCUMENT);
            }
        }
        throw new UnfitValueException(
                tokens.byName().keySet().stream().findFirst().orElse(""),
                ANOTHER_DOCUMENT + ", together with the others");
    }

    private static Optional<Map<String, String>> compare(String content, Tokens tokens, Map<String, String> values) {
        try {
            var rendered = Placeholders.replace(content, values::get);
            if (DocumentKind.of(rendered) != DocumentKind.CLOUD_CONFIG) {
                return Optional.empty();
            }
            return Shape.compare(
                    Yaml11.compose(Placeholders.replace(content, tokens.byName()::get)),
                    Yaml11.compose(rendered),
                    tokens,
                    values);
        } catch (YamlException e) {
            return Optional.empty();
        }
    }
}
