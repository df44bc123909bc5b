package dev.fleetledger.command.cloudinit;

import dev.fleetledger.command.cloudinit.Placeholders.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What cloud-init would make of a template.
 *
 * @param errors for which it would be passed over, a sentence each
 * @param warnings with which it would be taken
 * @param packages that it asks for, at most 500
 */
public record Inspection(List<String> errors, List<String> warnings, List<String> packages) {
    private static final int MOST_PACKAGES = 500;
    private static final int LONGEST_PACKAGE = 200;
    /** More than can be declared. */
    private static final int MOST_NAMES = 100;

    public Inspection {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        packages = List.copyOf(packages);
    }

    private static Inspection wrong(String error) {
        return new Inspection(List.of(error), List.of(), List.of());
    }

    /**
     * Of a template.
     *
     * @param examples values for some of its variables, of the types that they have, as the schema is to see them
     */
    public static Inspection of(String content, Map<String, String> examples) {
        var kind = DocumentKind.of(content);
        return switch (kind) {
            case UNKNOWN ->
                wrong("line 1: must say what cloud-init is to take it for, such as #cloud-config or #!/bin/sh");
            case MULTIPART, MIME -> wrong("line 1: a template is one document, and no archive of several");
            case CLOUD_CONFIG -> cloudConfig(content, examples);
            case JINJA ->
                new Inspection(
                        List.of(),
                        List.of("a Jinja template is made YAML of by the machine, and is not looked at here"),
                        List.of());
            case CLOUD_CONFIG_ARCHIVE, CLOUD_CONFIG_PATCH, SCRIPT, INCLUDE, INCLUDE_ONCE, BOOTHOOK, PART_HANDLER ->
                new Inspection(List.of(), List.of(), List.of());
        };
    }

    private static Inspection cloudConfig(String content, Map<String, String> examples) {
        if (Placeholders.names(content).size() > MOST_NAMES) {
            return wrong("more than " + MOST_NAMES + " variables");
        }
        var tokens = Tokens.of(content);
        try {
            var header = DocumentKind.firstLine(content).stripTrailing();
            if (!header.equals("#cloud-config")) {
                return wrong("line 1: must be #cloud-config and nothing else");
            }
            var root = Yaml11.compose(Placeholders.replace(content, tokens.byName()::get));
            if (root != null && !(root instanceof MappingNode)) {
                return wrong("line " + Yaml11.line(root) + ": a cloud-config has keys with values, and not "
                        + (root instanceof SequenceNode ? "a list" : "a text") + " alone");
            }
            var warnings = new ArrayList<>(Yaml11.duplicates(root));
            warnings.addAll(findings(content, examples, tokens));
            return new Inspection(List.of(), warnings, packages(root, tokens));
        } catch (YamlException e) {
            return wrong(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> findings(String content, Map<String, String> examples, Tokens tokens)
            throws YamlException {
        try {
            var seen = Yaml11.load(Placeholders.replace(
                    content, name -> examples.getOrDefault(name, tokens.byName().get(name))));
            return seen instanceof Map<?, ?> config
                    ? CloudConfigSchema.get().findings(config, tokens::isIn)
                    : List.of();
        } catch (YamlException e) {
            if (tokens.byName().isEmpty()) {
                throw e;
            }
            // What stands for a value may not be of the type that a tag asks for; the value is looked at when there is
            // one.
            return List.of();
        }
    }

    private static List<String> packages(@Nullable Node root, Tokens tokens) {
        if (!(root instanceof MappingNode mapping)) {
            return List.of();
        }
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("packages"))
                .filter(entry -> entry.getValueNode() instanceof SequenceNode)
                .flatMap(entry -> ((SequenceNode) entry.getValueNode()).getValue().stream())
                .map(item ->
                        item instanceof SequenceNode named && !named.getValue().isEmpty()
                                ? named.getValue().getFirst()
                                : item)
                .filter(ScalarNode.class::isInstance)
                .map(item -> tokens.replace(((ScalarNode) item).getValue(), name -> "{{ " + name + " }}"))
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_PACKAGE && isLegible(name))
                .distinct()
                .limit(MOST_PACKAGES)
                .toList();
    }

    /** YAML's escapes can make what no body may have, and what no database takes. */
    private static boolean isLegible(String name) {
        return name.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** The names that stand in a template of which the platform has to know values. */
    public static Set<String> needed(String content) {
        return Placeholders.names(content);
    }

    /** Whether names that nobody declares are the machine's to fill in. */
    public static boolean leavesOthers(String content) {
        return DocumentKind.of(content) == DocumentKind.JINJA;
    }
}
