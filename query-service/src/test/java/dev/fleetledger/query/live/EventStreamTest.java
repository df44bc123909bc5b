package dev.fleetledger.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.query.live.Sink.End;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time goes on by a second whenever it is asked for, and stops the stream after two minutes. */
class EventStreamTest {
    private static final Instant START = Instant.parse("2025-12-29T07:00:00Z");
    private static final Duration END = Duration.ofMinutes(2);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Taken taken = new Taken();
    private Instant now = START;

    @Test
    void theFirstEventComesAtOnceAndTheNextInTheirInterval() {
        run(Duration.ofSeconds(30), () -> true, Map::of, null);
        assertThat(taken.events).hasSizeBetween(3, 5);
        assertThat(taken.ids().getFirst())
                .isBetween(START.toEpochMilli(), START.plusSeconds(5).toEpochMilli());
        for (var i = 1; i < taken.events.size(); i++) {
            assertThat(taken.ids().get(i) - taken.ids().get(i - 1)).isBetween(30_000L, 40_000L);
        }
        assertThat(taken.events.getFirst().data()).isEqualTo(Map.of());
        assertThat(taken.ends).containsExactly(End.STOPPING);
    }

    @Test
    void aCommentIsSentWhileThereIsNothingToSay() {
        run(Duration.ofSeconds(60), () -> true, Map::of, null);
        assertThat(taken.events).hasSize(2);
        assertThat(taken.comments).isBetween(4, 8);
    }

    @Test
    void afterABreakTheNextEventComesWhenItIsDue() {
        var seen = START.minusSeconds(10).toEpochMilli();
        run(Duration.ofSeconds(60), () -> true, Map::of, Long.toString(seen));
        assertThat(taken.ids().getFirst()).isBetween(seen + 60_000, seen + 70_000);
    }

    @Test
    void afterALongBreakOrAnIdOfAnotherKindItComesAtOnce() {
        for (var id : List.of("0", "x", "99999999999999", "-1", "")) {
            taken.events.clear();
            taken.ends.clear();
            now = START;
            run(Duration.ofSeconds(60), () -> taken.events.isEmpty(), Map::of, id);
            assertThat(taken.ids().getFirst()).isLessThan(START.plusSeconds(9).toEpochMilli());
        }
    }

    @Test
    void itEndsWhenWhoAskedMayNotSeeItAnyMore() {
        run(Duration.ofSeconds(1), () -> taken.events.size() < 2, Map::of, null);
        assertThat(taken.events).hasSize(2);
        assertThat(taken.ends).containsExactly(End.MAY_NOT);
        assertThat(now).isBefore(START.plus(END));
    }

    @Test
    void itEndsWhenThereIsNothingToSee() {
        run(
                Duration.ofSeconds(1),
                () -> true,
                () -> {
                    if (!taken.events.isEmpty()) {
                        throw new UnavailableException("gone", Duration.ofSeconds(1));
                    }
                    return Map.of();
                },
                null);
        assertThat(taken.events).hasSize(1);
        assertThat(taken.ends).containsExactly(End.AWAY);
    }

    @Test
    void itEndsWhenTheClientIsGone() {
        taken.most = 3;
        run(Duration.ofSeconds(1), () -> true, Map::of, null);
        assertThat(taken.events).hasSize(3);
        assertThat(taken.ends).containsExactly(End.SLOW);
    }

    @Test
    void whatAClientWasTooSlowForIsNotMadeUpFor() {
        taken.slow = Duration.ofSeconds(50);
        run(Duration.ofSeconds(1), () -> true, () -> Map.of("at", now.toString()), null);
        assertThat(taken.events).hasSizeBetween(2, 4);
        assertThat(taken.ids().get(1) - taken.ids().get(0)).isGreaterThan(50_000);
    }

    private void run(Duration interval, BooleanSupplier stillMay, Supplier<?> view, @Nullable String lastId) {
        new EventStream(stillMay, interval, view, this::tick, stopped, Duration.ofMillis(1)).run(taken, lastId);
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        if (now.isAfter(START.plus(END))) {
            stopped.countDown();
        }
        return now;
    }

    private final class Taken implements Sink {
        final List<Feed.Item> events = new ArrayList<>();
        final List<End> ends = new ArrayList<>();
        int comments;
        int most = Integer.MAX_VALUE;
        Duration slow = Duration.ZERO;

        List<Long> ids() {
            return events.stream().map(event -> Long.valueOf(event.id())).toList();
        }

        @Override
        public void write(Feed.Item event) throws IOException {
            now = now.plus(slow);
            if (events.size() == most) {
                throw new IOException("broken pipe");
            }
            events.add(event);
        }

        @Override
        public void keepAlive() {
            comments++;
        }

        @Override
        public boolean isClosed() {
            return !ends.isEmpty();
        }

        @Override
        public void end(End why) {
            ends.add(why);
        }
    }
}
