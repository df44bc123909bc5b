package dev.fleetledger.ingest.collectd;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.fleetledger.schemas.telemetry.SeriesText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link ValueList}s into a delivery. Series are named as collectd's own write_prometheus plugin names them:
 * {@code collectd_<plugin>_<type>_<data source>}, {@code _total} for what only grows, instances in labels.
 */
final class ValueListReader {
    private static final Set<String> GROWING = Set.of("counter", "derive");
    private static final int MOST_VALUES = 1000;
    private static final List<String> TEXTS = List.of("host", "plugin", "plugin_instance", "type", "type_instance");

    private final SeriesNames names;
    private final Limits limits;
    private final Delivery delivery;
    private final Samples samples = new Samples();

    private record Point(Series series, double value) {}

    ValueListReader(SeriesNames names, Limits limits, Delivery delivery) {
        this.names = names;
        this.limits = limits;
        this.delivery = delivery;
    }

    void read(JsonNode item) {
        var index = delivery.tally().next();
        var points = new ArrayList<Point>();
        var refusal = index < limits.itemsPerRequest()
                ? points(item, points)
                : new Refusal(Reason.ITEMS_PER_REQUEST, "", "more than " + limits.itemsPerRequest());
        if (refusal != null) {
            delivery.tally().reject(index, refusal);
            return;
        }
        var time = millis(item);
        for (var point : points) {
            samples.clear();
            samples.add(index, time, Double.doubleToRawLongBits(point.value()));
            delivery.add(point.series(), samples);
        }
    }

    /** Adds what the item measures, or tells why it measures nothing. */
    private @Nullable Refusal points(JsonNode item, List<Point> points) {
        for (var field : List.of("host", "plugin", "type")) {
            if (item.path(field).asText().isEmpty() || !item.path(field).isTextual()) {
                return malformed(field, "must be a text");
            }
        }
        for (var field : TEXTS) {
            if (!SeriesText.isText(item.path(field).asText())) {
                return malformed(field, SeriesNames.NO_TEXT);
            }
        }
        if (!item.path("time").isNumber()) {
            return malformed("time", "must be the seconds since 1970");
        }
        var refusal = limits.time(millis(item), delivery.receivedAt().toEpochMilli());
        if (refusal != null) {
            return refusal;
        }
        var values = item.path("values");
        if (!values.isArray() || values.isEmpty() || values.size() > MOST_VALUES) {
            return malformed("values", "must be 1 to " + MOST_VALUES + " numbers");
        }
        if (item.path("dsnames").size() != values.size() || item.path("dstypes").size() != values.size()) {
            return malformed("dsnames", "there must be as many dsnames and dstypes as values");
        }
        for (var i = 0; i < values.size(); i++) {
            if (!values.get(i).isNumber() && !values.get(i).isNull()) {
                return malformed("values." + i, "must be a number or null");
            }
            if (!SeriesText.isText(item.path("dsnames").path(i).asText())) {
                return malformed("dsnames." + i, SeriesNames.NO_TEXT);
            }
            var named = series(item, i);
            var refused = refusal(named);
            if (refused != null) {
                return refused;
            }
            if (named instanceof Series series && values.get(i).isNumber()) {
                points.add(new Point(series, values.get(i).doubleValue()));
            }
        }
        return null;
    }

    private @Nullable Refusal refusal(NamedSeries named) {
        return switch (named) {
            case Refusal refusal -> refusal;
            case Series series -> delivery.check(series);
        };
    }

    private NamedSeries series(JsonNode item, int source) {
        var plugin = item.path("plugin").asText();
        var type = item.path("type").asText();
        var sourceName = item.path("dsnames").path(source).asText();
        var grows = GROWING.contains(item.path("dstypes").path(source).asText());
        var name = Stream.of(
                        "collectd",
                        plugin.equals(type) ? "" : plugin,
                        type,
                        sourceName.equals("value") ? "" : sourceName,
                        grows ? "total" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("_"))
                .replaceAll("[^A-Za-z0-9_:]", "_");
        var pluginInstance = item.path("plugin_instance").asText();
        var labels = List.of(
                new Label(plugin, pluginInstance),
                new Label(
                        pluginInstance.isEmpty() ? plugin : "type",
                        item.path("type_instance").asText()));
        return names.of(ServerName.host(item.path("host").asText()), "host", name, labels);
    }

    private static long millis(JsonNode item) {
        return Math.round(item.path("time").doubleValue() * 1000);
    }

    private static Refusal malformed(String field, String message) {
        return new Refusal(Reason.MALFORMED, field, message);
    }
}
