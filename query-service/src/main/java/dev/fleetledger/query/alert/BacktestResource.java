package dev.fleetledger.query.alert;

import dev.fleetledger.kit.alert.ThresholdLimits;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.alert.Backtest.WouldBe;
import dev.fleetledger.query.server.ServerDao;
import dev.fleetledger.query.server.ServerListQuery;
import dev.fleetledger.query.telemetry.store.SampleStore;
import dev.fleetledger.query.telemetry.store.SampleStore.Selection;
import dev.fleetledger.query.telemetry.store.SeriesDao;
import dev.fleetledger.query.telemetry.store.SeriesDao.Series;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.server.ServerSnapshot;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries thresholds on what is stored. */
@Path("/api/v1/alerts/thresholds")
public final class BacktestResource {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    /** What is read at once of a server. */
    private static final long PART = Duration.ofHours(6).toMillis();
    /** A day of a thousand servers, one sample each ten seconds; some ten seconds of work. */
    private static final long MOST_SAMPLES = 10_000_000;

    private final ServerDao servers;
    private final SeriesDao series;
    private final SampleStore samples;
    private final InstantSource clock;

    public BacktestResource(ServerDao servers, SeriesDao series, SampleStore samples, InstantSource clock) {
        this.servers = servers;
        this.series = series;
        this.samples = samples;
        this.clock = clock;
    }

    /** What a threshold would have raised in a time that is past, by the evaluation that runs live. Changes nothing. */
    @POST
    @Path("/backtest")
    @RequiresPermission(Permission.ALERT_READ)
    public BacktestReport backtest(@Context Call call, Body<BacktestRequest> body) {
        var asked = body.read();
        var end = asked.end() == null ? clock.instant() : asked.end();
        var start = asked.start() == null ? end.minus(USUAL) : asked.start();
        var server = asked.serverId() == null ? null : server(asked.serverId());
        var rule = asked.details(server == null ? null : server.id());
        check(start, end, rule);
        var found = targets(server, asked.tag());
        var test = new Backtest(rule);
        var tried = 0;
        for (var target : found) {
            if (test.samples() >= MOST_SAMPLES) {
                break;
            }
            tried += run(test, rule, target.id(), start.toEpochMilli(), end.toEpochMilli());
        }
        return new BacktestReport(
                start,
                end,
                found.size(),
                tried,
                test.samples(),
                test.truncated() || test.samples() >= MOST_SAMPLES,
                test.alerts().stream()
                        .sorted(Comparator.comparing(WouldBe::triggeredAt).thenComparing(WouldBe::serverId))
                        .toList());
    }

    private int run(Backtest test, ThresholdDetails rule, UUID server, long start, long end) {
        var running = new HashMap<Long, Backtest.Series>();
        for (Series one : series.ofServer(server, List.of(rule.metric()))) {
            if (one.labels().entrySet().containsAll(rule.labels().entrySet())) {
                running.put(one.id(), test.series(server, one.labels()));
            }
        }
        if (running.isEmpty()) {
            return 0;
        }
        for (var from = start; from < end; from += PART) {
            for (var points :
                    samples.samples(new Selection(server, running.keySet(), from, Math.min(end, from + PART)))) {
                var one = running.get(points.series());
                for (var i = 0; one != null && i < points.size(); i++) {
                    one.sample(points.times()[i], points.values()[i]);
                }
            }
        }
        running.values().forEach(one -> one.end(end));
        return running.size();
    }

    private List<ServerSnapshot> targets(@Nullable ServerSnapshot server, @Nullable String tag) {
        if (server != null) {
            return tag == null || server.details().tags().contains(tag) ? List.of(server) : List.of();
        }
        var query = new ServerListQuery(null, null, tag == null ? null : List.of(tag), null, null);
        return servers.list(query, new PageRequest.Slice(null, null), null).items();
    }

    private ServerSnapshot server(String name) {
        return servers.find(name, null)
                .orElseThrow(() ->
                        invalid(FieldError.invalid("server_id", "there is no such server", name, "a server's id")));
    }

    private static void check(Instant start, Instant end, ThresholdDetails rule) {
        var wrongTime = Optional.of(FieldError.invalid(
                        "start",
                        "must lie before end, by 31 days at most",
                        start.toString(),
                        "a time such as 2026-01-18T10:30:00Z"))
                .filter(error -> !start.isBefore(end) || start.isBefore(end.minus(LONGEST)));
        wrongTime.or(() -> ThresholdLimits.check(rule)).ifPresent(error -> {
            throw invalid(error);
        });
    }

    private static RejectedException invalid(FieldError error) {
        return new RejectedException(new Rejection.Invalid(error));
    }
}
