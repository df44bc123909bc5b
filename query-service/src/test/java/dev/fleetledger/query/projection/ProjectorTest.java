package dev.fleetledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.query.LedgerProjector;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestLedger;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectorTest {
    private final TestLedger ledger = new TestLedger();
    private final Jdbi database = TestTables.create();
    private TopicSpec events;
    private Positions positions;

    @BeforeEach
    void topics() {
        events = ledger.create(Topics.EVENTS);
        positions =
                new Positions(ledger.kafka(), ledger.create(Topics.PROJECTED).topicName());
    }

    @AfterEach
    void close() {
        positions.stop();
        ledger.close();
    }

    @Test
    void twoRacingProjectorsApplyEveryEventOnce() throws Exception {
        var one = projector(database, List.of());
        var other = projector(database, List.of());
        one.start();
        other.start();
        for (var round = 0; round < 20; round++) {
            ledger.append(events, registrations(round * 50, 50));
        }
        awaitSequences(1000);
        one.stop();
        ledger.append(events, registrations(1000, 10));
        awaitSequences(1010);
        other.stop();
    }

    @Test
    void aCrashInTheMiddleOfABatchLosesAndDoublesNothing() throws Exception {
        ledger.append(events, registrations(0, 300));
        var failures = new AtomicInteger(3);
        var crashing = projector(database, List.of(new Projection<RecordedEvent>() {
            @Override
            public List<String> tables() {
                return List.of();
            }

            @Override
            public void apply(Handle handle, List<RecordedEvent> batch) {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("the process dies here");
                }
            }
        }));
        crashing.start();
        awaitSequences(300);
        assertThat(failures).hasNegativeValue();
        crashing.stop();

        var next = projector(database, List.of());
        next.start();
        ledger.append(events, registrations(300, 5));
        awaitSequences(305);
        next.stop();
    }

    @Test
    void aDatabaseThatDropsConnectionsDelaysButLosesAndDoublesNothing() throws Exception {
        var projector = projector(database, List.of());
        projector.start();
        for (var round = 0; round < 5; round++) {
            ledger.append(events, registrations(round * 100, 100));
            TestTables.dropConnections(database);
        }
        awaitSequences(500);
        await().untilAsserted(() -> assertThat(projector.state().trouble()).isEmpty());
        projector.stop();
    }

    @Test
    void anEventOfANewerVersionStopsItAfterTheOnesBefore() throws Exception {
        var projector = projector(database, List.of());
        var before = ledger.append(events, registrations(0, 3)).getLast();
        var unknown = new ProducerRecord<byte[], byte[]>(events.topicName(), before.partition(), null, new byte[] {1});
        ledger.headers("server.teleported").forEach(unknown.headers()::add);
        ledger.send(unknown);
        ledger.append(events, registrations(3, 1));
        projector.start();
        await().untilAsserted(() -> assertThat(projector.state().trouble())
                .hasValueSatisfying(why -> assertThat(why).startsWith("stopped").contains("server.teleported")));
        awaitSequences(3);
        projector.stop();
    }

    @Test
    void tablesOfAnotherLedgerAreNotTouched() throws Exception {
        ledger.append(events, registrations(0, 3));
        var projector = projector(database, List.of());
        projector.start();
        awaitSequences(3);
        projector.stop();

        events = ledger.create(new TopicSpec("another", 4, "", "", Topics.EVENTS.settings()));
        var astray = projector(database, List.of());
        astray.start();
        await().untilAsserted(() -> assertThat(astray.state().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("another ledger")));
        astray.stop();
        awaitSequences(3);
    }

    @Test
    void aLedgerThatWasCutAndGrewPastWhatWasProjectedStopsItUntilTheTablesAreRebuilt() throws Exception {
        ledger.append(events, registrations(0, 30));
        var projector = projector(database, List.of());
        projector.start();
        awaitSequences(30);
        projector.stop();
        var projected = TestTables.rows(database, "audit");

        try (var other = new TestLedger()) {
            events = other.create(Topics.EVENTS);
            other.append(events, registrations(0, 50));
        }
        var again = projector(database, List.of());
        again.start();
        await().untilAsserted(() -> assertThat(again.state().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("another ledger", "projection rebuild ledger")));
        assertThat(TestTables.rows(database, "audit")).isEqualTo(projected);

        Rebuild.of(again.spec(), database);
        awaitSequences(50);
        await().untilAsserted(() -> assertThat(again.state().trouble()).isEmpty());
        again.stop();
    }

    @Test
    void aLedgerThatWasCutAndHasTheEndOfATransactionWhereTheLastRecordWasStopsIt() throws Exception {
        refusesWhatHasNoRecordAt29(other -> other.append(events, registrations(0, 28)), true);
    }

    @Test
    void aLedgerThatWasCutAndHasAnAbortedRecordWhereTheLastRecordWasStopsIt() throws Exception {
        refusesWhatHasNoRecordAt29(other -> other.append(events, registrations(0, 29)), false);
    }

    private void refusesWhatHasNoRecordAt29(Consumer<TestLedger> before, boolean commits) throws Exception {
        assertThat(ledger.append(events, registrations(0, 30)).getLast().offset())
                .isEqualTo(29);
        var projector = projector(database, List.of());
        projector.start();
        awaitSequences(30);
        projector.stop();

        try (var other = new TestLedger()) {
            // Its sequences go on where the tables end, so that nothing but the log's record can tell.
            other.append(other.create(Topics.OBSERVATIONS), registrations(0, 2));
            events = other.create(Topics.EVENTS);
            before.accept(other);
            other.transaction(events, registrations(40, 1), commits);
            other.append(events, registrations(50, 20));
        }
        var again = projector(database, List.of());
        again.start();
        await().untilAsserted(() -> assertThat(again.state().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("another ledger")));
        again.stop();
        awaitSequences(30);
    }

    @Test
    void aRecordThatIsGoneByAgeDoesNotStopIt() throws Exception {
        var last = ledger.append(events, registrations(0, 3)).getLast();
        var projector = projector(database, List.of());
        projector.start();
        awaitSequences(3);
        projector.stop();

        ledger.append(events, registrations(3, 2));
        ledger.deleteBefore(events, new Position(last.partition(), last.offset() + 1));
        var again = projector(database, List.of());
        again.start();
        awaitSequences(5);
        await().untilAsserted(() -> assertThat(again.state().trouble()).isEmpty());
        again.stop();
    }

    private Projector<RecordedEvent> projector(Jdbi jdbi, List<Projection<RecordedEvent>> more) {
        var spec = LedgerProjector.spec();
        var all = new ArrayList<>(spec.projections());
        all.addAll(more);
        return new Projector<>(
                new ProjectorSpec<>(spec.name(), spec.shape(), events, spec.reader(), all),
                jdbi,
                positions,
                ledger.kafka());
    }

    private static List<ServerRegistered> registrations(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> EventChain.registered(UUID.randomUUID(), "server-" + number, number + 1))
                .toList();
    }

    private void awaitSequences(int count) {
        var expected = IntStream.rangeClosed(1, count).mapToObj(Long::valueOf).toList();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sequences()).isEqualTo(expected));
    }

    private List<Long> sequences() {
        return database.withHandle(handle -> handle.createQuery("select sequence from audit order by sequence")
                .mapTo(Long.class)
                .list());
    }
}
