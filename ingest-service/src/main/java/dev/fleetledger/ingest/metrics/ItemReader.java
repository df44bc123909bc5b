package dev.fleetledger.ingest.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fleetledger.ingest.batch.Delivery;
import dev.fleetledger.ingest.batch.Label;
import dev.fleetledger.ingest.batch.Limits;
import dev.fleetledger.ingest.batch.NamedSeries;
import dev.fleetledger.ingest.batch.Reason;
import dev.fleetledger.ingest.batch.Refusal;
import dev.fleetledger.ingest.batch.Samples;
import dev.fleetledger.ingest.batch.Series;
import dev.fleetledger.ingest.batch.SeriesNames;
import dev.fleetledger.ingest.heartbeat.ServerName;
import dev.fleetledger.kit.json.Times;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads items of a {@link MetricsBatch} into a delivery: an item is kept whole, or rejected whole. */
final class ItemReader {
    private static final String METRICS = "metrics";

    private final SeriesNames names;
    private final Limits limits;
    private final Delivery delivery;
    private final Samples samples = new Samples();

    /** Ends the reading of an item. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }
    }

    private record Point(Series series, double value) {}

    ItemReader(SeriesNames names, Limits limits, Delivery delivery) {
        this.names = names;
        this.limits = limits;
        this.delivery = delivery;
    }

    /** Reads newline-delimited JSON; empty lines are none. */
    void readLines(byte[] body) {
        var from = 0;
        for (var to = 0; to <= body.length; to++) {
            if (to == body.length || body[to] == '\n' || body[to] == '\r') {
                line(body, from, to);
                from = to + 1;
            }
        }
    }

    private void line(byte[] body, int from, int to) {
        var begin = from;
        while (begin < to && (body[begin] == ' ' || body[begin] == '\t')) {
            begin++;
        }
        if (begin < to) {
            read(
                    delivery.tally().sent() < limits.itemsPerRequest()
                            ? parsed(body, begin, to)
                            : MissingNode.getInstance());
        }
    }

    private static JsonNode parsed(byte[] body, int from, int to) {
        try {
            return JsonItems.one(body, from, to);
        } catch (IOException e) {
            // Told with its index.
            return MissingNode.getInstance();
        }
    }

    /** Reads one item. */
    void read(JsonNode item) {
        var index = delivery.tally().next();
        try {
            if (index >= limits.itemsPerRequest()) {
                throw refused(Reason.ITEMS_PER_REQUEST, "samples", "more than " + limits.itemsPerRequest());
            }
            if (!item.isObject()) {
                throw refused(
                        Reason.MALFORMED,
                        "",
                        item.isMissingNode()
                                ? "malformed JSON, or of more than " + BoundedJson.MOST_TOKENS + " tokens"
                                : "must be an object");
            }
            var time = time(item.path("timestamp"));
            for (var point : points(item)) {
                samples.clear();
                samples.add(index, time, Double.doubleToRawLongBits(point.value()));
                delivery.add(point.series(), samples);
            }
        } catch (RefusedException e) {
            delivery.tally().reject(index, e.refusal);
        }
    }

    private List<Point> points(JsonNode item) {
        var server = text(item, "server_id");
        var labels = labels(item.path("labels"));
        var metrics = item.path(METRICS);
        if (!metrics.isObject() || metrics.isEmpty()) {
            throw refused(Reason.MALFORMED, METRICS, "must be an object of at least one number");
        }
        if (metrics.size() > limits.metricsPerItem()) {
            throw refused(
                    Reason.METRICS_PER_ITEM,
                    METRICS,
                    Reason.METRICS_PER_ITEM.wireName() + ": more than " + limits.metricsPerItem());
        }
        var points = new ArrayList<Point>(metrics.size());
        for (var metric : metrics.properties()) {
            var named = names.of(ServerName.idOrHost(server), "server_id", metric.getKey(), labels);
            points.add(new Point(series(named), value(metric.getKey(), metric.getValue())));
        }
        return points;
    }

    private Series series(NamedSeries named) {
        var refusal = switch (named) {
            case Refusal refused -> refused;
            case Series series -> delivery.check(series);
        };
        if (refusal == null && named instanceof Series series) {
            return series;
        }
        throw new RefusedException(java.util.Objects.requireNonNull(refusal));
    }

    private static double value(String name, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refused(Reason.MALFORMED, METRICS + "." + name, "must be a number");
        }
        return value.doubleValue();
    }

    private long time(JsonNode timestamp) {
        long time;
        try {
            time = Times.parse(timestamp.isTextual() ? timestamp.textValue() : "")
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw refused(Reason.MALFORMED, "timestamp", "must be a time as RFC 3339 has it");
        }
        refuse(limits.time(time, delivery.receivedAt().toEpochMilli()));
        return time;
    }

    private static List<Label> labels(JsonNode labels) {
        if (labels.isMissingNode() || labels.isNull()) {
            return List.of();
        }
        if (!labels.isObject()) {
            throw refused(Reason.MALFORMED, "labels", "must be an object of texts");
        }
        var read = new ArrayList<Label>(labels.size());
        for (var label : labels.properties()) {
            if (!label.getValue().isTextual()) {
                throw refused(Reason.MALFORMED, "labels." + label.getKey(), "must be a text");
            }
            read.add(new Label(label.getKey(), label.getValue().textValue()));
        }
        return read;
    }

    private static String text(JsonNode item, String field) {
        var value = item.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw refused(Reason.MALFORMED, field, "must be a text");
        }
        return value.textValue();
    }

    private static void refuse(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
    }

    private static RefusedException refused(Reason reason, String field, String message) {
        return new RefusedException(new Refusal(reason, field, message));
    }
}
