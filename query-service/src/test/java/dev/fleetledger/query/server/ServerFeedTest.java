package dev.fleetledger.query.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.live.Feed;
import dev.fleetledger.query.server.ServerFeed.Event;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServerFeedTest {
    private static final Map<String, String> RESET = Map.of("type", "reset");

    private final Jdbi database = TestTables.create();
    private final EventChain chain = new EventChain();
    private final ServerChanges changes = new ServerChanges(7);
    private final ServerFeed feed = new ServerFeed(changes, new GoughServerDao(database));

    @Test
    @DisplayName(
            "G14: what happens at once is told part by part, each read in one statement, and says that there is more")
    void partsFollowOneAnother() {
        register(LongStream.rangeClosed(1, 250).toArray());
        LongStream.rangeClosed(1, 250).forEach(number -> changes.note(null, server(number, Health.UNKNOWN)));
        var statements = new AtomicInteger();
        database.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        var told = new ArrayList<Long>();
        String id = null;
        for (var size : new int[] {100, 100, 50}) {
            var part = feed.after(id);
            assertThat(part.items()).hasSize(size);
            assertThat(part.more()).isEqualTo(size == 100);
            assertThat(part.over()).isFalse();
            part.items().forEach(item -> told.add(((Event) item.data()).server().id()));
            id = part.items().getLast().id();
        }
        assertThat(told).isEqualTo(LongStream.rangeClosed(1, 250).boxed().toList());
        assertThat(statements).hasValue(3);
        assertThat(feed.after(id).items()).isEmpty();
        assertThat(statements).hasValue(3);
    }

    @Test
    void aServerIsShownAsItIsNowHoweverOftenItChanged() {
        register(1);
        changes.note(null, server(1, Health.UNKNOWN));
        changes.note(server(1, Health.UNKNOWN), server(1, Health.ONLINE));
        changes.note(server(1, Health.ONLINE), null);
        var events = feed.after(null).items().stream()
                .map(item -> (Event) item.data())
                .toList();
        assertThat(events)
                .extracting(Event::type)
                .containsExactly(ServerChanges.Type.REGISTERED, ServerChanges.Type.CHANGED, ServerChanges.Type.DELETED);
        assertThat(events)
                .extracting(event -> event.server().agentStatus())
                .containsExactly(Health.UNKNOWN, Health.ONLINE, Health.ONLINE);
    }

    @Test
    @DisplayName("G14: who is further behind than is remembered is told to read anew, and then what comes")
    void tooManyAreMissedAloud() {
        register(1, 2);
        flap(ServerChanges.MOST + 1);
        var reset = feed.after(null);
        assertThat(reset.items()).extracting(Feed.Item::data).containsExactly(RESET);
        var id = reset.items().getFirst().id();
        assertThat(feed.after(id).items()).isEmpty();
        changes.note(null, server(2, Health.UNKNOWN));
        var next = feed.after(id).items();
        assertThat(next).hasSize(1);
        assertThat(((Event) next.getFirst().data()).server().id()).isEqualTo(2);

        flap(ServerChanges.MOST + 1);
        assertThat(feed.after(next.getFirst().id()).items())
                .extracting(Feed.Item::data)
                .containsExactly(RESET);
    }

    @Test
    void whatIsJustRememberedIsTold() {
        register(1);
        flap(ServerChanges.MOST);
        assertThat(feed.after(null).items()).hasSize(100);
    }

    @Test
    @DisplayName("G14: who comes from another instance is told to read anew, and then what comes")
    void anotherInstancesIdIsAReset() {
        for (var seen : List.of("6-0", "8-12", "7-99", "of another stream")) {
            var fresh = new ServerFeed(changes, new GoughServerDao(database));
            var reset = fresh.after(seen).items();
            assertThat(reset).extracting(Feed.Item::data).containsExactly(RESET);
            assertThat(fresh.after(reset.getFirst().id()).items()).isEmpty();
        }
        register(1);
        changes.note(null, server(1, Health.UNKNOWN));
        assertThat(feed.after("7-0").items())
                .extracting(item -> ((Event) item.data()).type())
                .containsExactly(ServerChanges.Type.REGISTERED);
    }

    @Test
    void nobodyIsToldToReadWhatIsNotThereYet() {
        var registration = chain.recorded(EventChain.registered(id(1), "web-1", 1));
        changes.note(null, server(1, Health.UNKNOWN));
        var waiting = feed.after("6-0");
        assertThat(waiting.items()).isEmpty();
        assertThat(waiting.more()).isFalse();
        apply(registration);
        assertThat(feed.after("6-0").items()).extracting(Feed.Item::data).containsExactly(RESET);
    }

    @Test
    void whatTheLedgersProjectionIsBehindOfIsWaitedFor() {
        register(1);
        var second = chain.recorded(EventChain.registered(id(2), "web-2", 2));
        changes.note(null, server(1, Health.UNKNOWN));
        changes.note(null, server(2, Health.UNKNOWN));
        var first = feed.after(null);
        assertThat(first.items()).hasSize(1);
        assertThat(first.more()).isFalse();
        apply(second);
        assertThat(feed.after(first.items().getFirst().id()).items()).hasSize(1);
    }

    /** A server that goes off- and online, so many times in all. */
    private void flap(int times) {
        for (var i = 0; i < times; i++) {
            changes.note(
                    server(1, i % 2 == 0 ? Health.OFFLINE : Health.ONLINE),
                    server(1, i % 2 == 0 ? Health.ONLINE : Health.OFFLINE));
        }
    }

    private void register(long... numbers) {
        apply(LongStream.of(numbers)
                .mapToObj(number -> chain.recorded(EventChain.registered(id(number), "web-" + number, number)))
                .toArray(RecordedEvent[]::new));
    }

    private void apply(RecordedEvent... events) {
        database.useTransaction(handle -> new HistoryProjection().apply(handle, List.of(events)));
    }

    private static UUID id(long number) {
        return new UUID(1, number);
    }

    private static ServerSnapshot server(long number, Health health) {
        return new ServerSnapshot(
                id(number),
                "web-" + number,
                number,
                EventChain.details("web-" + number, "web-" + number),
                EventChain.START,
                EventChain.START,
                1,
                health,
                null,
                null,
                null,
                null,
                null,
                Lifecycle.NEW);
    }
}
