package dev.fleetledger.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.query.live.Feed.Item;
import dev.fleetledger.query.live.Feed.Part;
import dev.fleetledger.query.live.Sink.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time goes on by a second whenever it is asked for. */
class FeedStreamTest {
    private final Taken taken = new Taken();
    private final List<String> askedAfter = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Duration tick = Duration.ofMillis(1);
    private Instant now = Instant.parse("2025-12-29T07:00:00Z");

    private static final class Taken implements Sink {
        private final List<Item> events = new ArrayList<>();
        private final List<End> ends = new ArrayList<>();
        private int comments;

        @Override
        public void write(Item event) {
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

        List<String> ids() {
            return events.stream().map(Item::id).toList();
        }
    }

    private void run(Feed feed, BooleanSupplier stillMay, @Nullable String lastId) {
        Feed noting = id -> {
            askedAfter.add(String.valueOf(id));
            return feed.after(id);
        };
        var first = noting.after(lastId);
        new FeedStream(
                        stillMay,
                        noting,
                        first,
                        () -> {
                            now = now.plusSeconds(1);
                            return now;
                        },
                        stopped,
                        tick)
                .run(taken, lastId);
    }

    /** One more event each time it is asked, up to so many. */
    private static Feed growing(int most) {
        return id -> {
            var seen = id == null ? 0 : Integer.parseInt(id);
            var next = seen + 1;
            return new Part(List.of(new Item(Integer.toString(next), "event " + next)), next == most);
        };
    }

    @Test
    void itSendsWhatThereIsThenWhatComesAndEndsWithTheFeed() {
        run(growing(3), () -> true, null);
        assertThat(taken.ids()).containsExactly("1", "2", "3");
        assertThat(taken.events.getFirst().data()).isEqualTo("event 1");
        assertThat(askedAfter).containsExactly("null", "1", "2");
        assertThat(taken.ends).containsExactly(End.OVER);
    }

    @Test
    void aLongPartEndsInItsMiddleWhenTheCredentialDoes() {
        var asked = new AtomicInteger();
        run(
                id -> new Part(
                        IntStream.rangeClosed(1, 100)
                                .mapToObj(i -> new Item(Integer.toString(i), i))
                                .toList(),
                        true),
                () -> asked.incrementAndGet() < 4,
                null);
        assertThat(taken.ids()).hasSizeBetween(1, 50);
        assertThat(taken.ends).containsExactly(End.MAY_NOT);
    }

    @Test
    void afterABreakItGoesOnWhereTheClientGotTo() {
        run(growing(3), () -> true, "2");
        assertThat(taken.ids()).containsExactly("3");
    }

    @Test
    @Timeout(60)
    void whatThereIsMoreOfAlreadyIsNotWaitedFor() {
        tick = Duration.ofDays(1);
        run(
                id -> {
                    var next = id == null ? 1 : Integer.parseInt(id) + 1;
                    return new Part(List.of(new Item(Integer.toString(next), next)), next == 3, next < 3);
                },
                () -> true,
                null);
        assertThat(taken.ids()).containsExactly("1", "2", "3");
    }

    @Test
    void itEndsWithTheServiceHoweverMuchThereIs() {
        stopped.countDown();
        run(id -> new Part(List.of(new Item("1", "again")), false, true), () -> taken.events.size() < 9, null);
        assertThat(taken.events).hasSize(1);
    }

    @Test
    void itIsKeptAliveWhileNothingComes() {
        var asked = new int[1];
        run(
                id -> {
                    asked[0]++;
                    return new Part(List.of(), asked[0] == 60);
                },
                () -> true,
                null);
        assertThat(taken.events).isEmpty();
        assertThat(taken.comments).isBetween(2, 8);
    }

    @Test
    void itEndsWhenWhoAskedMayNotSeeItAnyMore() {
        var left = IntStream.of(1, 1, 0).iterator();
        run(growing(100), () -> left.nextInt() == 1, null);
        assertThat(taken.events).hasSize(2);
        assertThat(taken.ends).containsExactly(End.MAY_NOT);
    }

    @Test
    void itEndsWhenThereIsNothingToSee() {
        run(
                id -> {
                    if (id == null) {
                        return new Part(List.of(new Item("1", "the last")), false);
                    }
                    throw new UnavailableException("gone", Duration.ofSeconds(1));
                },
                () -> true,
                null);
        assertThat(taken.ids()).containsExactly("1");
        assertThat(taken.ends).containsExactly(End.AWAY);
    }

    @Test
    void itEndsWithTheService() {
        stopped.countDown();
        run(growing(100), () -> true, null);
        assertThat(taken.events).hasSize(1);
        assertThat(taken.ends).containsExactly(End.STOPPING);
    }
}
