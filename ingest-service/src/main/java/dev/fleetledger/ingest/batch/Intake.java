package dev.fleetledger.ingest.batch;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.ingest.heartbeat.TelemetryWriter;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.body.BodyLimits;
import dev.fleetledger.kit.http.body.BytesInFlight;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps what requests bring. */
public final class Intake {
    private static final String RETRY_AFTER_SECONDS = "1";

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

    /** Room for so many bytes of telemetry at a time; past them the answer is 429. */
    public static BytesInFlight bytesInFlight(long capacity, MetricRegistry metrics) {
        var bytes = new BytesInFlight(capacity, () -> {
            Meters.rejected(metrics, Reason.BYTES_IN_FLIGHT, 1);
            return new ProblemException(new Problem(
                    429,
                    "RATE_LIMITED",
                    Reason.BYTES_IN_FLIGHT.wireName() + ": too much telemetry is on its way already",
                    Map.of("Retry-After", RETRY_AFTER_SECONDS)));
        });
        Meters.bytesInFlight(metrics, bytes::taken);
        return bytes;
    }

    /** How much may be sent. */
    public Limits limits() {
        return limits;
    }

    /** Begins to take a request in. */
    public Delivery open(Call call) {
        return new Delivery(call, clock.instant(), bytesInFlight.open(), census, new Tally());
    }

    /** How much of a request's body is taken, and counted against what all requests may hold. */
    public BodyLimits bodyLimits(Delivery delivery) {
        return new BodyLimits(
                limits.bodyBytes(),
                limits.decompressedBytes(),
                () -> tooMuch(Reason.BODY_BYTES, limits.bodyTooLong()),
                () -> tooMuch(Reason.DECOMPRESSED_BYTES, limits.decompressedTooLong()),
                delivery::take);
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
     * @throws dev.fleetledger.kit.retry.UnavailableException if that cannot be done or told just now; to send the same
     *     again does no harm
     * @throws RejectedException 429 if all of it is of servers for which there is no room yet: with anything else beside it,
     *     a sender that waits would hold that up too
     */
    public Tally keep(Delivery delivery) {
        var tally = delivery.tally();
        var records = new ArrayList<TelemetryWriter.Encoded>();
        var samples = 0;
        var curable = 0;
        Rejection.NoRoom noRoom = null;
        for (var server : delivery.servers()) {
            switch (servers.find(delivery.call(), server.name(), server.field())) {
                case ServerDirectory.Found found -> {
                    samples += server.samples();
                    records(server, found.server(), records);
                }
                case ServerDirectory.Refused refused -> {
                    var before = tally.rejected();
                    server.items(item -> tally.reject(item, refused.refusal()));
                    if (refused.later() != null) {
                        noRoom = refused.later();
                        curable += tally.rejected() - before;
                    }
                }
            }
        }
        telemetry.write(records, delivery.receivedAt());
        Meters.accepted(metrics, samples);
        tally.reasons().forEach((reason, count) -> Meters.rejected(metrics, reason, count));
        if (noRoom != null && curable == tally.sent()) {
            throw new RejectedException(noRoom);
        }
        return tally;
    }

    private static void records(ServerSamples server, UUID uuid, List<TelemetryWriter.Encoded> records) {
        for (var value : server.records()) {
            records.add(new TelemetryWriter.Encoded(uuid, value));
        }
    }
}
