package dev.fleetledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.query.LedgerProjector;
import dev.fleetledger.query.projection.ProjectorState.Rebuilding;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestLedger;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables are made anew beside those that are read. */
@Timeout(180)
class RebuildTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestLedger ledger = new TestLedger();
    private final Jdbi database = TestTables.create();
    private final List<Projector<?>> running = new ArrayList<>();
    private TopicSpec events;
    private Positions positions;

    @BeforeEach
    void topics() {
        events = ledger.create(Topics.EVENTS);
        positions =
                new Positions(ledger.kafka(), ledger.create(Topics.PROJECTED).topicName());
    }

    @AfterEach
    void close() throws Exception {
        for (var projector : running) {
            projector.stop();
        }
        positions.stop();
        ledger.close();
    }

    @Test
    void noReadFailsOrShowsLessWhileTablesThatAreWrittenOnAreMadeAnew() {
        var projector = start(1, batch -> {});
        register(0, 3000);
        awaitSequences(3000);
        var original = TestTables.rows(database, projector.spec().tables());
        var forms = forms();
        var written = 3000;
        try (var readers = LoopingReaders.start(database)) {
            for (var round = 0; round < 2; round++) {
                Rebuild.of(projector.spec(), database);
                while (isOrdered() && readers.goOn()) {
                    register(written, 20);
                    written += 20;
                    awaitSequences(written);
                }
            }
        }
        assertThat(TestTables.rows(database, "audit")).containsAll(original.get("audit"));
        assertThat(TestTables.rows(database, "aggregate_versions")).containsAll(original.get("aggregate_versions"));
        assertThat(forms()).isEqualTo(forms);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(projector.state().trouble()).isEmpty();
            assertThat(projector.state().rebuilding()).isEmpty();
        });
    }

    @Test
    void tablesOfAnEarlierShapeAreReadUntilTheNewOnesAreThere() throws Exception {
        var old = start(1, batch -> {});
        register(0, 3000);
        awaitSequences(3000);
        old.stop();

        var released = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        try (var readers = LoopingReaders.start(database)) {
            var projector = projector(2, batch -> join(released));
            projector.state().onRebuild(began::countDown);
            projector.start();
            register(3000, 10);
            began.await();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(projector.state().trouble()).isEmpty());
            assertThat(projector.state().rebuilding())
                    .hasValueSatisfying(now -> assertThat(now.says()).contains("percent", "as of its start"));
            assertThat(sequences()).hasSize(3000);
            assertThat(readers.goOn()).isTrue();
            released.countDown();
            awaitSequences(3010);
        }
        assertThat(shapes()).containsOnly(2);
        assertThat(isOrdered()).isFalse();
        register(3010, 1);
        awaitSequences(3011);

        var older = start(1, batch -> {});
        await().untilAsserted(() -> assertThat(older.state().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("newer version")));
    }

    @Test
    void aRebuildThatCrashedGoesOnWhereItWas() throws Exception {
        var first = start(1, batch -> {});
        register(0, 4500);
        awaitSequences(4500);
        first.stop();

        var made = new AtomicLong();
        var crashed = new CountDownLatch(1);
        var crashing = start(2, batch -> {
            if (made.get() > 0) {
                crashed.countDown();
                throw new IllegalStateException("the process dies here");
            }
            made.addAndGet(batch.size());
        });
        crashed.await();
        crashing.stop();
        assertThat(sequences()).hasSize(4500);
        assertThat(shapes()).containsOnly(1);

        start(2, batch -> made.addAndGet(batch.size()));
        await().atMost(SOON).untilAsserted(() -> assertThat(shapes()).containsOnly(2));
        awaitSequences(4500);
        assertThat(made).hasValue(4500);
    }

    @Test
    void aLockThatIsNotToBeHadDuringTheExchangeLosesNothing() {
        var refused = new AtomicBoolean();
        var projector = start(1, batch -> {
            if (isInPromotion() && !refused.getAndSet(true)) {
                throw new ConnectionException(new SQLException("canceling statement due to lock timeout", "55P03"));
            }
        });
        var written = 0;
        while (!refused.get()) {
            Rebuild.of(projector.spec(), database);
            do {
                register(written, 20);
                written += 20;
                awaitSequences(written);
            } while (isOrdered());
        }
        register(written, 1);
        awaitSequences(written + 1);
    }

    /** Always one of them has read one of the tables and wants the other next. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readersOfSeveralTablesAreNotInTheWayWhateverTheirOrder(boolean auditFirst) {
        var projector = start(1, batch -> {});
        register(0, 10);
        awaitSequences(10);
        try (var readers = LoopingReaders.holding(database, Duration.ofMillis(20), auditFirst)) {
            Rebuild.of(projector.spec(), database);
            await().atMost(SOON).until(() -> !isOrdered());
            assertThat(readers.goOn()).isTrue();
        }
    }

    private static boolean isInPromotion() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(Promotion.class.getName())));
    }

    @Test
    void ofTwoInstancesEitherMayFillAndExchangeThem() {
        start(1, batch -> {});
        var other = start(1, batch -> {});
        register(0, 3000);
        awaitSequences(3000);
        Rebuild.of(other.spec(), database);
        register(3000, 500);
        await().atMost(SOON).until(() -> !isOrdered());
        register(3500, 10);
        awaitSequences(3510);
    }

    @Test
    void aReaderWhoseViewIsFromBeforeKeepsItsTables() {
        var projector = start(1, batch -> {});
        register(0, 100);
        awaitSequences(100);
        var begun = new CountDownLatch(1);
        projector.state().onRebuild(begun::countDown);
        try (var handle = database.open()) {
            handle.useTransaction(TransactionIsolationLevel.REPEATABLE_READ, reader -> {
                assertThat(count(reader, "projector_offsets")).isEqualTo(4);
                Rebuild.of(projector.spec(), database);
                join(begun);
                register(100, 100);
                await().atMost(SOON).until(() -> !isOrdered() || isHeldUp(projector));
                assertThat(count(reader, "audit")).isEqualTo(100);
            });
        }
        await().atMost(SOON).until(() -> !isOrdered());
        awaitSequences(200);
    }

    private Projector<RecordedEvent> start(int shape, Consumer<List<RecordedEvent>> beside) {
        var projector = projector(shape, beside);
        projector.start();
        return projector;
    }

    /** @param beside done with each batch that goes to the new tables */
    private Projector<RecordedEvent> projector(int shape, Consumer<List<RecordedEvent>> beside) {
        var spec = LedgerProjector.spec();
        var all = new ArrayList<>(spec.projections());
        all.add(new Projection<>() {
            @Override
            public List<String> tables() {
                return List.of();
            }

            @Override
            public void apply(Handle handle, List<RecordedEvent> batch) {
                var schema = handle.createQuery("select current_schema()").mapTo(String.class);
                if (schema.one().equals("next")) {
                    beside.accept(batch);
                }
            }
        });
        var projector = new Projector<>(
                new ProjectorSpec<>(spec.name(), shape, events, spec.reader(), all),
                database,
                positions,
                ledger.kafka());
        running.add(projector);
        return projector;
    }

    private void register(int from, int count) {
        ledger.append(
                events,
                IntStream.range(from, from + count)
                        .mapToObj(number -> registration(number + 1))
                        .toList());
    }

    private static ServerRegistered registration(int number) {
        return EventChain.registered(UUID.randomUUID(), "server-" + number, number);
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitSequences(int count) {
        var expected = IntStream.rangeClosed(1, count).mapToObj(Long::valueOf).toList();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(sequences()).isEqualTo(expected));
    }

    private List<Long> sequences() {
        return list("select sequence from audit order by sequence", Long.class);
    }

    private List<Integer> shapes() {
        return list("select shape from projector_offsets where projector = 'ledger'", Integer.class);
    }

    private static boolean isHeldUp(Projector<?> projector) {
        return projector.state().rebuilding().filter(Rebuilding::heldUp).isPresent();
    }

    private boolean isOrdered() {
        return !list("select partition from next.projector_offsets", Integer.class)
                .isEmpty();
    }

    /** All columns and indexes of the tables that are read. */
    private List<String> forms() {
        return list("""
                select indexdef from pg_indexes where schemaname = 'public'
                union all
                select table_name || column_name || data_type || is_nullable || coalesce(column_default, '')
                from information_schema.columns where table_schema = 'public'
                order by 1""", String.class);
    }

    private static long count(Handle handle, String table) {
        return handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one();
    }

    private <V> List<V> list(String sql, Class<V> type) {
        return database.withHandle(handle -> handle.createQuery(sql).mapTo(type).list());
    }
}
