package dev.fleetledger.command.cloudinit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Whether a document with values is the document that its author wrote: the same mappings and lists, and every text the
 * author's with the values in it, to the letter. A value that begins another line, ends a quotation or starts a comment
 * makes another one of it.
 */
final class Shape {
    private final Placeholders.Tokens tokens;
    private final Map<String, String> values;
    /** Nodes are equal to themselves alone. */
    private final Map<Node, Set<Node>> compared = new HashMap<>();

    private final Map<String, String> retyped = new LinkedHashMap<>();

    private Shape(Placeholders.Tokens tokens, Map<String, String> values) {
        this.tokens = tokens;
        this.values = values;
    }

    /**
     * Variables whose values are read as something other than text, by what that is; empty if the document is another one.
     *
     * @param written with tokens for variables
     * @param rendered with values for them
     */
    static Optional<Map<String, String>> compare(
            @Nullable Node written, @Nullable Node rendered, Placeholders.Tokens tokens, Map<String, String> values) {
        var shape = new Shape(tokens, new HashMap<>(values));
        return shape.isSame(written, rendered) ? Optional.of(shape.retyped) : Optional.empty();
    }

    private boolean isSame(@Nullable Node written, @Nullable Node rendered) {
        if (written == null || rendered == null) {
            return written == null && rendered == null;
        }
        if (!compared.computeIfAbsent(written, any -> new HashSet<>()).add(rendered)) {
            return true;
        }
        return switch (written) {
            case ScalarNode scalar -> rendered instanceof ScalarNode other && isSame(scalar, other);
            case SequenceNode sequence ->
                rendered instanceof SequenceNode other
                        && sequence.getTag().equals(other.getTag())
                        && areSame(sequence.getValue(), other.getValue());
            case MappingNode mapping -> rendered instanceof MappingNode other && isSame(mapping, other);
            default -> false;
        };
    }

    private boolean isSame(MappingNode written, MappingNode rendered) {
        var entries = written.getValue();
        var others = rendered.getValue();
        if (entries.size() != others.size() || !written.getTag().equals(rendered.getTag())) {
            return false;
        }
        for (var i = 0; i < entries.size(); i++) {
            if (!isSame(entries.get(i).getKeyNode(), others.get(i).getKeyNode())
                    || !isSame(entries.get(i).getValueNode(), others.get(i).getValueNode())) {
                return false;
            }
        }
        return true;
    }

    private boolean areSame(List<Node> written, List<Node> rendered) {
        if (written.size() != rendered.size()) {
            return false;
        }
        for (var i = 0; i < written.size(); i++) {
            if (!isSame(written.get(i), rendered.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(ScalarNode written, ScalarNode rendered) {
        var expected = tokens.replace(written.getValue(), values::get);
        if (!expected.equals(rendered.getValue()) || written.getScalarStyle() != rendered.getScalarStyle()) {
            return false;
        }
        if (written.getScalarStyle() == ScalarStyle.PLAIN
                && !written.getValue().equals(expected)
                && Unreadable.isUnreadable(rendered)) {
            return false;
        }
        if (written.getTag().equals(rendered.getTag())) {
            return true;
        }
        // Only text without quotation marks is of another type by what it says; and a merge is none of the author's.
        if (written.getScalarStyle() != ScalarStyle.PLAIN || rendered.getTag().equals(Tag.MERGE)) {
            return false;
        }
        tokens.byName().forEach((name, token) -> {
            if (written.getValue().contains(token)) {
                retyped.putIfAbsent(name, rendered.getTag().getValue().replaceFirst(".*:", ""));
            }
        });
        return true;
    }
}
