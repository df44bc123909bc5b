package dev.fleetledger.query.alert;

import dev.fleetledger.query.alert.Backtest.WouldBe;
import java.time.Instant;
import java.util.List;

/**
 * What a threshold would have raised.
 *
 * @param start inclusive
 * @param end exclusive
 * @param servers how many it would have been held against
 * @param series how many of theirs
 * @param samples how many of these
 * @param truncated whether there is more than is told: too many alerts, or too many samples to be read at once
 * @param alerts that would have been, in the order of their beginnings
 */
public record BacktestReport(
        Instant start, Instant end, int servers, int series, long samples, boolean truncated, List<WouldBe> alerts) {
    public BacktestReport {
        alerts = List.copyOf(alerts);
    }
}
