package dev.fleetledger.ingest.write;

import dev.fleetledger.ingest.batch.Label;
import dev.fleetledger.ingest.batch.NamedSeries;
import dev.fleetledger.ingest.batch.Reason;
import dev.fleetledger.ingest.batch.Refusal;
import dev.fleetledger.ingest.batch.SeriesNames;
import dev.fleetledger.ingest.heartbeat.ServerName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in a series' labels its name and its server, and makes a series of the rest. */
final class SeriesOfLabels {
    private static final String METRIC = "__name__";
    /** Whose values are ids; others' are hosts, with a port or in a URL. */
    private static final String SERVER = "server";

    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#@]*@)?(?:\\[(?<v6>[^]]+)]|(?<host>[^:/?#@]*))(?::\\d*)?(?:[/?#].*)?",
            Pattern.DOTALL);

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
                        && !host(labels.get(i).value()).isEmpty()) {
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
        var host = host(server.value());
        // A port or path tells apart what runs on one server, so such a label stays one of the series.
        var isWhole = server.value().equals(host) || server.value().equals("[" + host + "]");
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
        var named = server.name().equals(SERVER) ? ServerName.idOrHost(host) : ServerName.host(host);
        return names.of(named, "labels." + server.name(), metric, rest);
    }

    /** Of {@code host}, {@code host:port}, {@code [v6]:port} or a URL; an address of version 6 alone is one. */
    private static String host(String value) {
        var authority = AUTHORITY.matcher(value);
        if (!authority.matches()) {
            return value;
        }
        return authority.group("v6") == null ? authority.group("host") : authority.group("v6");
    }

    private static Refusal twice(Label label) {
        return new Refusal(
                Reason.DUPLICATE_LABEL, "labels." + label.name(), "a series has the label " + label.name() + " twice");
    }
}
