package dev.fleetledger.ingest.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** Makes series of names and labels, in one form whatever the order they were sent in. */
public final class SeriesNames {
    private static final int TYPICAL_BYTES = 256;

    private final Limits limits;

    public SeriesNames(Limits limits) {
        this.limits = limits;
    }

    /**
     * The series, or why it is none.
     *
     * @param server how the sender named it
     * @param serverField where the sender named it
     * @param labels in any order; one without a value is as good as not sent
     */
    public NamedSeries of(String server, String serverField, String name, List<Label> labels) {
        var sorted = new ArrayList<Label>(labels.size());
        for (var label : labels) {
            if (!label.value().isEmpty()) {
                sorted.add(label);
            }
        }
        sorted.sort(Comparator.comparing(Label::name));
        var refusal = refusal(name, sorted);
        return refusal == null ? series(server, serverField, name, sorted) : refusal;
    }

    private static Series series(String server, String serverField, String name, List<Label> labels) {
        var symbols = labels.stream().map(Symbol::of).toArray(Symbol[]::new);
        var text = new AvroWriter(TYPICAL_BYTES, taken -> {});
        var named = Symbol.of(name);
        text.raw(named.encoded());
        for (var symbol : symbols) {
            text.raw(symbol.encoded());
        }
        return new Series(server, serverField, named, symbols, SchemaNormalization.fingerprint64(text.bytes()));
    }

    private @Nullable Refusal refusal(String name, List<Label> labels) {
        if (name.isEmpty()) {
            return new Refusal(Reason.NO_NAME, "name", "the metric has no name");
        }
        if (name.length() > limits.metricNameLength()) {
            return Refusal.limit(
                    Reason.METRIC_NAME_LENGTH,
                    "name",
                    "%s... is longer than %d characters".formatted(start(name), limits.metricNameLength()));
        }
        if (!isText(name)) {
            return new Refusal(Reason.MALFORMED, "name", "the metric's name has characters that are none of text");
        }
        if (labels.size() > limits.labelsPerSeries()) {
            return Refusal.limit(
                    Reason.LABELS_PER_SERIES,
                    "labels",
                    "%s has %d labels, more than %d".formatted(name, labels.size(), limits.labelsPerSeries()));
        }
        for (var i = 0; i < labels.size(); i++) {
            var refusal = refusal(name, labels.get(i), i == 0 ? null : labels.get(i - 1));
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable Refusal refusal(String metric, Label label, @Nullable Label before) {
        var name = label.name();
        if (name.isEmpty()) {
            return new Refusal(Reason.MALFORMED, "labels", "a label of %s has no name".formatted(metric));
        }
        if (name.length() > limits.labelNameLength()) {
            return Refusal.limit(
                    Reason.LABEL_NAME_LENGTH,
                    "labels",
                    "%s... of %s is longer than %d characters"
                            .formatted(start(name), metric, limits.labelNameLength()));
        }
        if (!isText(name) || !isText(label.value())) {
            return new Refusal(
                    Reason.MALFORMED, "labels", "a label of %s has characters that are none of text".formatted(metric));
        }
        if (label.value().length() > limits.labelValueLength()) {
            return Refusal.limit(
                    Reason.LABEL_VALUE_LENGTH,
                    "labels." + name,
                    "the value of %s of %s is longer than %d characters"
                            .formatted(name, metric, limits.labelValueLength()));
        }
        return before != null && before.name().equals(name)
                ? new Refusal(
                        Reason.DUPLICATE_LABEL, "labels." + name, "%s has the label %s twice".formatted(metric, name))
                : null;
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 20));
    }

    /** Whether it is Unicode without control characters. */
    private static boolean isText(String text) {
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
}
