package dev.fleetledger.ingest.batch;

import dev.fleetledger.ingest.heartbeat.ServerName;
import dev.fleetledger.schemas.telemetry.SeriesText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** Makes series of names and labels, in one form whatever the order they were sent in. */
public final class SeriesNames {
    private static final int TYPICAL_BYTES = 256;
    private static final int LONGEST_SERVER = 253;
    /** What is wrong with what is not {@link SeriesText#isText}. */
    public static final String NO_TEXT = "has characters that are none of text; is it UTF-8?";

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
    public NamedSeries of(ServerName server, String serverField, String name, List<Label> labels) {
        var sorted = new ArrayList<Label>(labels.size());
        for (var label : labels) {
            if (!label.value().isEmpty()) {
                sorted.add(label);
            }
        }
        sorted.sort(Comparator.comparing(Label::name));
        var refusal = refusal(server, serverField);
        if (refusal == null) {
            refusal = refusal(name, sorted);
        }
        return refusal == null ? series(server, serverField, name, sorted) : refusal;
    }

    private static Series series(ServerName server, String serverField, String name, List<Label> labels) {
        var symbols = labels.stream().map(Symbol::of).toArray(Symbol[]::new);
        var text = new AvroWriter(TYPICAL_BYTES, taken -> {});
        var named = Symbol.of(name);
        text.raw(named.encoded());
        for (var symbol : symbols) {
            text.raw(symbol.encoded());
        }
        return new Series(server, serverField, named, symbols, SchemaNormalization.fingerprint64(text.bytes()));
    }

    private static @Nullable Refusal refusal(ServerName server, String field) {
        if (server.text().length() > LONGEST_SERVER) {
            return new Refusal(
                    Reason.MALFORMED,
                    field,
                    "%s... is longer than %s characters".formatted(start(server.text()), LONGEST_SERVER));
        }
        return SeriesText.isText(server.text())
                ? null
                : new Refusal(Reason.MALFORMED, field, "the server's name " + NO_TEXT);
    }

    private @Nullable Refusal refusal(String name, List<Label> labels) {
        if (name.isEmpty()) {
            return new Refusal(Reason.NO_NAME, "name", "the metric has no name");
        }
        if (name.length() > limits.metricNameLength()) {
            return Refusal.limit(
                    Reason.METRIC_NAME_LENGTH,
                    "name",
                    "%s... is longer than %s characters".formatted(start(name), limits.metricNameLength()));
        }
        if (!SeriesText.isText(name)) {
            return new Refusal(Reason.MALFORMED, "name", "the metric's name " + NO_TEXT);
        }
        if (labels.size() > limits.labelsPerSeries()) {
            return Refusal.limit(
                    Reason.LABELS_PER_SERIES,
                    "labels",
                    "%s has %s labels, more than %s".formatted(name, labels.size(), limits.labelsPerSeries()));
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
                    "%s... of %s is longer than %s characters"
                            .formatted(start(name), metric, limits.labelNameLength()));
        }
        if (!SeriesText.isText(name) || !SeriesText.isText(label.value())) {
            return new Refusal(
                    Reason.MALFORMED,
                    SeriesText.isText(name) ? "labels." + name : "labels",
                    "the label %s of %s %s".formatted(name, metric, NO_TEXT));
        }
        if (label.value().length() > limits.labelValueLength()) {
            return Refusal.limit(
                    Reason.LABEL_VALUE_LENGTH,
                    "labels." + name,
                    "the value of %s of %s is longer than %s characters"
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
}
