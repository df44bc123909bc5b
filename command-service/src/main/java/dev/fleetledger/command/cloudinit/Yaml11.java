package dev.fleetledger.command.cloudinit;

import java.io.StringReader;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML 1.1, as cloud-init reads it: {@code yes} is a boolean, {@code 0644} octal, the last of two equal keys counts. What is
 * read is bounded.
 */
final class Yaml11 {
    private static final int MOST_CODE_POINTS = 300_000;
    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 50;
    /** With aliases for what they stand for, and some characters of a text for as much as a node. */
    private static final int MOST_NODES = 50_000;

    private static final int CHARACTERS_A_NODE = 8;
    private static final int MOST_DUPLICATES = 20;
    private static final int LONGEST_KEY = 64;

    // Two nodes are never equal: maps and sets of them are by identity.
    private Yaml11() {}

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CODE_POINTS);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(true);
        options.setAllowRecursiveKeys(false);
        var dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options);
    }

    /** The one document of a text as it is written; null if it is empty. */
    static @Nullable Node compose(String text) throws YamlException {
        try {
            var node = yaml().compose(new StringReader(text));
            if (node != null) {
                count(node, new HashMap<>(), new HashSet<>());
            }
            return node;
        } catch (YAMLException e) {
            throw new YamlException(message(e), e);
        }
    }

    /** What a document says, as maps, lists, text, numbers, booleans and null. */
    static @Nullable Object load(String text) throws YamlException {
        // What aliases stand for is counted before it is made.
        compose(text);
        try {
            return plain(yaml().load(new StringReader(text)));
        } catch (YAMLException e) {
            throw new YamlException(message(e), e);
        } catch (IllegalArgumentException e) {
            throw new YamlException("a value is not of the type that its tag says", e);
        }
    }

    /** The keys that stand twice in a mapping of it, each with its line; the first ones, if there are many. */
    static List<String> duplicates(@Nullable Node root) {
        var found = new LinkedHashSet<String>();
        duplicates(root, found, new HashSet<>());
        return List.copyOf(found);
    }

    private static void duplicates(@Nullable Node node, Set<String> found, Set<Node> seen) {
        if (node == null || found.size() >= MOST_DUPLICATES || !seen.add(node)) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            var keys = new HashSet<String>();
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && !keys.add(key.getValue())
                        && found.size() < MOST_DUPLICATES) {
                    found.add("line " + line(key) + ": '" + brief(key.getValue())
                            + "' stands here a second time; the last counts");
                }
                duplicates(entry.getKeyNode(), found, seen);
                duplicates(entry.getValueNode(), found, seen);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> duplicates(item, found, seen));
        }
    }

    static String brief(String key) {
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "…";
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static long count(Node node, Map<Node, Long> counted, Set<Node> within) throws YamlException {
        var known = counted.get(node);
        if (known != null) {
            return known;
        }
        if (!within.add(node)) {
            throw new YamlException("line " + line(node) + ": what stands here contains itself");
        }
        long nodes = 1;
        if (node instanceof ScalarNode scalar) {
            nodes += scalar.getValue().length() / CHARACTERS_A_NODE;
        } else if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                nodes += count(entry.getKeyNode(), counted, within) + count(entry.getValueNode(), counted, within);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (var item : sequence.getValue()) {
                nodes += count(item, counted, within);
            }
        }
        if (nodes > MOST_NODES) {
            throw new YamlException("line " + line(node) + ": more than " + MOST_NODES + " values, or too long ones");
        }
        within.remove(node);
        counted.put(node, nodes);
        return nodes;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, of) -> plain.put(String.valueOf(key), plain(of)));
                yield plain;
            }
            case List<?> list -> list.stream().map(Yaml11::plain).toList();
            case Set<?> set -> set.stream().map(Yaml11::plain).toList();
            case Number number -> number;
            case Boolean flag -> flag;
            case Date date -> date.toInstant().toString();
            case byte[] ignored -> "";
            case Object other -> other.toString();
        };
    }

    /** Without the lines around it, which are the author's. */
    private static String message(YAMLException e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            var mark = marked.getProblemMark();
            return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": " + marked.getProblem();
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no YAML");
    }
}
