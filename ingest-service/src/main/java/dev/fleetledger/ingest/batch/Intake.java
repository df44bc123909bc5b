package dev.fleetledger.ingest.batch;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.ingest.heartbeat.TelemetryWriter;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Problem;
import dev.fleetledger.kit.http.ProblemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps what requests bring. */
public final class Intake {
    private final Limits limits;
    private final ServerDirectory servers;
    private final TelemetryWriter telemetry;
    private final BytesInFlight bytesInFlight;
    private final SeriesCensus census;
    private final InstantSource clock;
    private final MetricRegistry metrics;

    public Intake(
            Limits limits,
            ServerDirectory servers,
            TelemetryWriter telemetry,
            BytesInFlight bytesInFlight,
            InstantSource clock,
            MetricRegistry metrics) {
        this.limits = limits;
        this.servers = servers;
        this.telemetry = telemetry;
        this.bytesInFlight = bytesInFlight;
        this.census = new SeriesCensus(limits.seriesPerServer(), clock);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** How much may be sent. */
    public Limits limits() {
        return limits;
    }

    /**
     * Begins to take a request in.
     *
     * @param mostErrors how many rejected items are told one by one
     */
    public Delivery open(Call call, int mostErrors) {
        return new Delivery(call, clock.instant(), bytesInFlight.open(), census, new Tally(mostErrors));
    }

    /** For a request that is refused whole because of a limit; counted. */
    public ProblemException tooMuch(Reason limit, Problem problem) {
        Meters.rejected(metrics, limit, 1);
        return new ProblemException(problem);
    }

    /**
     * Keeps what was delivered: all that its tally does not count as rejected is on all in-sync replicas when this
     * returns.
     *
     * @throws dev.fleetledger.kit.error.UnavailableException if that cannot be done or told just now; to send the same
     *     again does no harm
     */
    public Tally keep(Delivery delivery) {
        var tally = delivery.tally();
        var records = new ArrayList<TelemetryWriter.Encoded>();
        var samples = 0;
        for (var server : delivery.servers()) {
            switch (servers.find(delivery.call(), server.name(), server.field())) {
                case ServerDirectory.Found found -> {
                    samples += server.samples();
                    records(server, found.server(), records);
                }
                case ServerDirectory.Refused refused -> server.items(item -> tally.reject(item, refused.refusal()));
            }
        }
        telemetry.write(records, delivery.receivedAt());
        Meters.accepted(metrics, samples);
        tally.reasons().forEach((reason, count) -> Meters.rejected(metrics, reason, count));
        return tally;
    }

    private static void records(ServerSamples server, UUID uuid, List<TelemetryWriter.Encoded> records) {
        for (var value : server.records()) {
            records.add(new TelemetryWriter.Encoded(uuid, value));
        }
    }
}
