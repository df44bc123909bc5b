package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.ThresholdLimits;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.alert.Backtest.WouldBe;
import dev.fleetledger.query.server.ServerDao;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Tries thresholds on what is stored. */
@Path("/api/v1/alerts/thresholds")
@Speaks(Contract.CHATOPS)
public final class BacktestResource {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    /** What is read at once of a server. */
    private static final long PART = Duration.ofHours(6).toMillis();
    /** A day of a thousand servers, one sample each ten seconds; some ten seconds of work. */
    private static final long MOST_SAMPLES = 10_000_000;

    private static final int MOST_AT_A_TIME = 2;

    private final Semaphore running = new Semaphore(MOST_AT_A_TIME);
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
        var now = clock.instant();
        var end = asked.end() == null ? now : asked.end();
        var start = asked.start() == null ? end.minus(USUAL) : asked.start();
        var server =
                asked.rule().serverId() == null ? null : server(asked.rule().serverId());
        var rule = asked.rule().details(null, server == null ? null : server.id(), true);
        check(start, end, now, rule);
        if (!running.tryAcquire()) {
            throw new ProblemException(new Problem(
                    429, "RATE_LIMITED", "Too many backtests are running already", Map.of("Retry-After", "5")));
        }
        try {
            return backtest(rule, server, asked.rule().tag(), start, end);
        } finally {
            running.release();
        }
    }

    private BacktestReport backtest(
            ThresholdDetails rule, @Nullable ServerSnapshot server, @Nullable String tag, Instant start, Instant end) {
        var found = targets(server, tag);
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
        var tried = new HashMap<Long, Backtest.Series>();
        for (Series one : series.ofServer(server, List.of(rule.metric()))) {
            if (rule.matches(server, one.labels())) {
                tried.put(one.id(), test.series(server, one.labels()));
            }
        }
        if (tried.isEmpty()) {
            return 0;
        }
        for (var from = start; from < end; from += PART) {
            for (var points :
                    samples.samples(new Selection(server, tried.keySet(), from, Math.min(end, from + PART)))) {
                var one = tried.get(points.series());
                for (var i = 0; one != null && i < points.size(); i++) {
                    one.sample(points.times()[i], points.values()[i]);
                }
            }
        }
        tried.values().forEach(one -> one.end(end));
        return tried.size();
    }

    private List<ServerSnapshot> targets(@Nullable ServerSnapshot server, @Nullable String tag) {
        if (server != null) {
            return tag == null || server.details().tags().contains(tag) ? List.of(server) : List.of();
        }
        return servers.all(tag);
    }

    private ServerSnapshot server(String name) {
        return servers.find(name, null)
                .orElseThrow(() ->
                        invalid(FieldError.invalid("server_id", "there is no such server", name, "a server's id")));
    }

    private static void check(Instant start, Instant end, Instant now, ThresholdDetails rule) {
        var wrong = start.isBefore(Instant.EPOCH) || !start.isBefore(end) || start.isBefore(end.minus(LONGEST))
                ? time("start", "must lie before end, by 31 days at most", start)
                : end.isAfter(now) ? time("end", "lies in the future", end) : clearValue(rule);
        if (wrong.isPresent()) {
            throw invalid(wrong.get());
        }
    }

    private static Optional<FieldError> clearValue(ThresholdDetails rule) {
        return ThresholdLimits.canClear(rule)
                ? Optional.empty()
                : Optional.of(FieldError.invalid(
                        "clear_value",
                        "must lie on the clear side of threshold_value",
                        rule.clearValue(),
                        ThresholdLimits.CLEAR_SIDE));
    }

    private static Optional<FieldError> time(String field, String message, Instant received) {
        return Optional.of(
                FieldError.invalid(field, message, received.toString(), "a time such as 2026-01-18T10:30:00Z"));
    }

    private static RejectedException invalid(FieldError error) {
        return new RejectedException(new Rejection.Invalid(error));
    }
}
