package dev.fleetledger.ingest.write;

import dev.fleetledger.ingest.batch.Label;
import dev.fleetledger.ingest.batch.NamedSeries;
import dev.fleetledger.ingest.batch.Reason;
import dev.fleetledger.ingest.batch.Refusal;
import dev.fleetledger.ingest.batch.SeriesNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in a series' labels its name and its server, and makes a series of the rest. */
final class SeriesOfLabels {
    private static final String METRIC = "__name__";
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[(?<v6>[^]]+)]|(?<host>[^:]*))(?<port>:\\d+)?");

    private final SeriesNames names;
    private final List<String> serverLabels;

    /**
     * @param serverLabels which labels name the server; the first that a series has counts
     */
    SeriesOfLabels(SeriesNames names, List<String> serverLabels) {
        this.names = names;
        this.serverLabels = List.copyOf(serverLabels);
    }

    NamedSeries of(List<Label> labels) {
        for (var candidate : serverLabels) {
            for (var i = 0; i < labels.size(); i++) {
                if (labels.get(i).name().equals(candidate)
                        && !labels.get(i).value().isEmpty()) {
                    return of(labels, i);
                }
            }
        }
        return new Refusal(
                Reason.NO_SERVER,
                "labels",
                "none of the labels " + String.join(", ", serverLabels) + " says of which server the series is");
    }

    private NamedSeries of(List<Label> labels, int serverLabel) {
        var server = labels.get(serverLabel);
        var host = WITH_PORT.matcher(server.value());
        var name = server.value();
        // A port tells apart what runs on one server, so such a label stays one of the series.
        var isWhole = true;
        if (host.matches()) {
            name = host.group("v6") == null ? host.group("host") : host.group("v6");
            isWhole = host.group("port") == null;
        }
        var metric = "";
        var rest = new ArrayList<Label>(labels.size());
        for (var i = 0; i < labels.size(); i++) {
            var label = labels.get(i);
            if (i == serverLabel) {
                if (!isWhole) {
                    rest.add(label);
                }
            } else if (label.name().equals(server.name())) {
                return twice(label);
            } else if (!label.name().equals(METRIC)) {
                rest.add(label);
            } else if (metric.isEmpty()) {
                metric = label.value();
            } else {
                return twice(label);
            }
        }
        return names.of(name, "labels." + server.name(), metric, rest);
    }

    private static Refusal twice(Label label) {
        return new Refusal(
                Reason.DUPLICATE_LABEL, "labels." + label.name(), "a series has the label " + label.name() + " twice");
    }
}
