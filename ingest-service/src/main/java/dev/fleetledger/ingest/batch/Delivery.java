package dev.fleetledger.ingest.batch;

import dev.fleetledger.ingest.heartbeat.ServerName;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.body.BytesInFlight;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request brings, on its way: nothing of it is kept before {@link Intake#keep}. For one thread; closed when
 * answered.
 */
public final class Delivery implements AutoCloseable {
    private final Call call;
    private final Instant receivedAt;
    private final BytesInFlight.Room room;
    private final SeriesCensus census;
    private final Tally tally;
    private final Map<ServerName, ServerSamples> servers = new HashMap<>();
    private @Nullable ServerSamples last;

    Delivery(Call call, Instant receivedAt, BytesInFlight.Room room, SeriesCensus census, Tally tally) {
        this.call = call;
        this.receivedAt = receivedAt;
        this.room = room;
        this.census = census;
        this.tally = tally;
    }

    /**
     * Takes memory for it.
     *
     * @throws dev.fleetledger.kit.http.failure.ProblemException 429 if it is not there
     */
    public void take(int bytes) {
        room.take(bytes);
    }

    /** When it came. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** What becomes of its items. */
    public Tally tally() {
        return tally;
    }

    /** Why the series is more than its server may have, or null if it is not. */
    public @Nullable Refusal check(Series series) {
        return census.admits(series)
                ? null
                : Refusal.limit(
                        Reason.SERIES_PER_SERVER,
                        series.serverField(),
                        "server " + series.server().text() + " has sent too many different series within the hour");
    }

    /** Adds samples of a series that was checked. */
    public void add(Series series, Samples samples) {
        var server = last;
        if (server == null || !server.name().equals(series.server())) {
            server = servers.computeIfAbsent(
                    series.server(), name -> new ServerSamples(name, series.serverField(), this::take));
            last = server;
        }
        server.add(series, samples);
    }

    Call call() {
        return call;
    }

    Collection<ServerSamples> servers() {
        return servers.values();
    }

    @Override
    public void close() {
        room.close();
    }
}
