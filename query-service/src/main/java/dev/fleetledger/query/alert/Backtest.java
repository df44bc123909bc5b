package dev.fleetledger.query.alert;

import dev.fleetledger.query.projection.alert.Standing;
import dev.fleetledger.query.projection.alert.Standing.Step;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a threshold would have raised, by the evaluation that runs live. Not thread-safe.
 */
final class Backtest {
    /** More are not told. */
    static final int MOST_ALERTS = 1000;

    private final ThresholdDetails rule;
    private final List<WouldBe> alerts = new ArrayList<>();
    private long samples;
    private boolean truncated;

    /**
     * An alert that would have been.
     *
     * @param labels what else tells the series apart
     * @param state that would have raised it: firing, or no_data
     * @param triggeredAt when, by the clock of what was measured
     * @param resolvedAt null if it would have gone on at the end
     * @param value that would have raised it; null if it was silence
     */
    public record WouldBe(
            UUID serverId,
            SortedMap<String, String> labels,
            AlertState state,
            Instant triggeredAt,
            @Nullable Instant resolvedAt,
            @Nullable Double value) {}

    Backtest(ThresholdDetails rule) {
        this.rule = rule;
    }

    /** One series of a server from its beginning on. */
    Series series(UUID server, SortedMap<String, String> labels) {
        return new Series(server, labels);
    }

    List<WouldBe> alerts() {
        return alerts;
    }

    /** How many samples it was held against. */
    long samples() {
        return samples;
    }

    /** Whether there would have been more alerts than are told. */
    boolean truncated() {
        return truncated;
    }

    /** Samples of one series, in the order of their times. */
    final class Series {
        private final UUID server;
        private final SortedMap<String, String> labels;
        private Standing standing = Standing.INITIAL;
        private @Nullable WouldBe open;

        private Series(UUID server, SortedMap<String, String> labels) {
            this.server = server;
            this.labels = labels;
        }

        void sample(long time, double value) {
            samples++;
            take(standing.after(time, value, rule));
        }

        /** After the last one: until then it was silent. */
        void end(long time) {
            if (standing.isSilentAt(time, rule)) {
                take(standing.silent(rule));
            }
            if (open != null) {
                add(open);
            }
        }

        private void take(Step step) {
            standing = step.standing();
            for (var told : step.told()) {
                var at = Instant.ofEpochMilli(told.at());
                if (told.raises()) {
                    open = new WouldBe(server, labels, told.state(), at, null, told.value());
                } else if (told.state() == AlertState.OK && open != null) {
                    add(new WouldBe(server, labels, open.state(), open.triggeredAt(), at, open.value()));
                    open = null;
                }
            }
        }

        private void add(WouldBe alert) {
            if (alerts.size() < MOST_ALERTS) {
                alerts.add(alert);
            } else {
                truncated = true;
            }
        }
    }
}
