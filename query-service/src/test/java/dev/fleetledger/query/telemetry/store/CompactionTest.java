package dev.fleetledger.query.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.query.telemetry.block.BlockWriter;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.block.Rollup;
import dev.fleetledger.query.telemetry.store.SampleStore.Selection;
import dev.fleetledger.query.testing.TestTables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final Instant HOUR = Instant.parse("2026-01-18T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-18T12:30:00Z");
    private static final Retention.Settings KEPT =
            new Retention.Settings(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(730));
    private static final long MINUTE = 60_000;
    private static final Set<Long> ALL = Set.of(1L, 2L, 3L);

    private final UUID server = UUID.randomUUID();
    private final Jdbi database = TestTables.create();
    private final MetricRegistry metrics = new MetricRegistry();
    private final CorruptBlocks corrupt = new CorruptBlocks(new StoreMeters(metrics).corruptBlocks());
    private final SampleStore store = new SampleStore(database, corrupt);
    private final Compactor compactor = at(NOW);

    @Test
    void readersSeeTheSameBeforeAndAfterAndAfterLateSamples() {
        var random = new Random(3);
        fresh(HOUR, samples(1, 0, 120, random), samples(2, 0, 120, random));
        fresh(HOUR, samples(1, 100, 180, random), samples(3, 0, 360, random));
        fresh(HOUR.plus(Duration.ofHours(1)), samples(1, 360, 500, random));
        fresh(HOUR.plus(Duration.ofHours(2)), samples(1, 720, 800, random));
        var before = read();
        var minutes = rollups(MINUTE);
        var hours = rollups(Hours.MILLIS);

        assertThat(compactor.compact()).isEqualTo(2);
        assertThat(count("telemetry_fresh")).isOne();
        assertThat(read()).isEqualTo(before);
        assertThat(rollups(MINUTE)).isEqualTo(minutes);
        assertThat(rollups(Hours.MILLIS)).isEqualTo(hours);
        assertThat(rollups(7_000)).isNotEmpty();
        assertThat(compactor.compact()).isZero();

        fresh(HOUR, samples(2, 60, 260, random));
        var late = read();
        var lateMinutes = rollups(MINUTE);
        var lateHours = rollups(Hours.MILLIS);
        assertThat(late).isNotEqualTo(before);
        assertThat(compactor.compact()).isOne();
        assertThat(read()).isEqualTo(late);
        assertThat(rollups(MINUTE)).isEqualTo(lateMinutes).isNotEqualTo(minutes);
        assertThat(rollups(Hours.MILLIS)).isEqualTo(lateHours).isNotEqualTo(hours);
        assertThat(counted("compacted_hours")).isEqualTo(3);
        assertThat(counted("repeated_samples")).isEqualTo(20 + 60);
    }

    @Test
    void fewLateSamplesWaitForAGoodShareOfTheHourOrForTheirTime() {
        var random = new Random(4);
        fresh(HOUR, samples(1, 0, 100, random));
        assertThat(compactor.compact()).isOne();

        fresh(HOUR, samples(1, 100, 120, random));
        fresh(HOUR, samples(1, 120, 124, random));
        var late = read();
        assertThat(late).hasSize(124);
        assertThat(compactor.compact()).isZero();
        fresh(HOUR, samples(1, 124, 125, random));
        assertThat(compactor.compact()).isOne();
        assertThat(count("telemetry_fresh")).isZero();
        assertThat(read()).hasSize(125).containsAll(late);

        fresh(HOUR, samples(1, 125, 126, random));
        assertThat(at(NOW.plus(Duration.ofMinutes(5)).minusMillis(1)).compact()).isZero();
        assertThat(read()).hasSize(126);
        assertThat(at(NOW.plus(Duration.ofMinutes(5))).compact()).isOne();
        assertThat(count("telemetry_fresh")).isZero();
        assertThat(read()).hasSize(126);
    }

    @Test
    void whatIsWrittenAnewWhileAnHourIsFilledUpIsAMultipleOfWhatCame() {
        var random = new Random(6);
        var written = 0;
        for (var pass = 0; pass < 60; pass++) {
            fresh(HOUR, samples(1, 6 * pass, 6 * pass + 6, random));
            if (compactor.compact() > 0) {
                written += read().size();
            }
        }
        assertThat(read()).hasSize(360);
        assertThat(written).isBetween(360, 5 * 360 + 6);
    }

    @Test
    void inRangesOfSeriesItComesToTheSame() {
        var random = new Random(7);
        var numbers = LongStream.rangeClosed(1, 40).boxed().collect(Collectors.toSet());
        var all = new Selection(server, numbers, 0, NOW.toEpochMilli());
        fresh(
                HOUR,
                IntStream.rangeClosed(1, 40)
                        .mapToObj(series -> samples(series, 0, 5 * series, random))
                        .toArray(Points[]::new));
        fresh(HOUR.plus(Duration.ofHours(1)), samples(7, 360, 500, random), samples(39, 360, 370, random));
        // Of the whole first, so that the ranges cut blocks.
        compactor.compact();
        fresh(
                HOUR,
                IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> samples(2L * i - 1, i, 200, random))
                        .toArray(Points[]::new));
        fresh(HOUR, samples(1, 0, 360, random));
        damage("telemetry_fresh", "id = (select max(id) from telemetry_fresh)");
        var samples = lines(store.samples(all));
        var minutes = lines(store.rollups(all, MINUTE));
        var hours = lines(store.rollups(all, Hours.MILLIS));

        database.useTransaction(handle -> assertThat(new Compaction(corrupt, 400).run(handle, server, HOUR))
                .isPresent());
        assertThat(count("telemetry_fresh")).isZero();
        assertThat(count("telemetry_samples")).isGreaterThan(10);
        assertThat(count("telemetry_corrupt")).isOne();
        assertThat(lines(store.samples(all))).isEqualTo(samples);
        assertThat(lines(store.rollups(all, MINUTE))).isEqualTo(minutes);
        assertThat(lines(store.rollups(all, Hours.MILLIS))).isEqualTo(hours);

        fresh(HOUR, samples(1, 200, 201, random));
        var again = lines(store.samples(all));
        assertThat(at(NOW.plus(Duration.ofMinutes(5))).compact()).isOne();
        assertThat(lines(store.samples(all))).isEqualTo(again);
        assertThat(lines(store.rollups(all, Hours.MILLIS))).isNotEqualTo(hours);
    }

    @Test
    void sumsByTheMinuteAndTheHourAreThoseOfTheSamples() {
        fresh(
                HOUR,
                Points.samples(
                        1,
                        times(0, 12),
                        IntStream.range(0, 12).mapToDouble(i -> i).toArray()));
        compactor.compact();
        var minutes = store.rollups(selection(), MINUTE).getFirst();
        assertThat(minutes.times()).containsExactly(HOUR.toEpochMilli(), HOUR.toEpochMilli() + MINUTE);
        assertThat(minutes.columns()[Rollup.COUNT]).containsExactly(6, 6);
        assertThat(minutes.columns()[Rollup.SUM]).containsExactly(15, 51);
        assertThat(minutes.columns()[Rollup.MIN]).containsExactly(0, 6);
        assertThat(minutes.columns()[Rollup.MAX]).containsExactly(5, 11);
        assertThat(minutes.columns()[Rollup.LAST]).containsExactly(5, 11);
        assertThat(store.rollups(selection(), Hours.MILLIS).getFirst().columns()[Rollup.SUM])
                .containsExactly(66);
    }

    @Test
    void aCrashInTheMiddleLeavesAllAsItWas() {
        fresh(HOUR, samples(1, 0, 360, new Random(1)));
        fresh(HOUR, samples(2, 0, 360, new Random(2)));
        var before = read();
        database.useTransaction(handle -> Compaction.prepare(handle, HOUR));
        assertThatThrownBy(() -> database.useTransaction(handle -> {
                    assertThat(new Compaction(corrupt, Compaction.MOST).run(handle, server, HOUR))
                            .isPresent();
                    throw new IllegalStateException("the process dies here");
                }))
                .hasMessageContaining("dies");
        assertThat(count("telemetry_fresh")).isEqualTo(2);
        assertThat(read()).isEqualTo(before);
        assertThat(compactor.compact()).isOne();
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void onlyOneCompactsADayOfAServerAtATime() {
        fresh(HOUR, samples(1, 0, 10, new Random(1)));
        database.useTransaction(handle -> {
            Compaction.prepare(handle, HOUR);
            assertThat(new Compaction(corrupt, Compaction.MOST).run(handle, server, HOUR))
                    .isPresent();
            try (var other = database.open()) {
                other.begin();
                assertThat(new Compaction(corrupt, Compaction.MOST).run(other, server, HOUR))
                        .isEmpty();
                other.rollback();
            }
        });
        assertThat(count("telemetry_samples")).isOne();
    }

    @Test
    void aDamagedBlockIsReportedLeftOutAndPutAside() {
        fresh(HOUR, samples(1, 0, 100, new Random(1)));
        fresh(HOUR, samples(2, 0, 100, new Random(1)));
        damage("telemetry_fresh", "id = (select min(id) from telemetry_fresh)");
        assertThat(series()).hasSize(1);
        assertThat(corrupt.count()).isOne();

        compactor.compact();
        assertThat(series()).hasSize(1);
        assertThat(count("telemetry_corrupt")).isOne();

        damage("telemetry_samples", "true");
        assertThat(read()).isEmpty();
        assertThat(corrupt.count()).isEqualTo(3);

        damage("telemetry_minutes", "true");
        assertThat(rollups(MINUTE)).isEmpty();

        fresh(HOUR, samples(3, 0, 100, new Random(1)));
        compactor.compact();
        assertThat(series()).hasSize(1);
        assertThat(store.rollups(selection(), MINUTE)).hasSize(1);
        assertThat(count("telemetry_corrupt")).isEqualTo(3);
        assertThat(metrics.meter("fleet.telemetry.corrupt_blocks").getCount()).isEqualTo(corrupt.count());
    }

    @Test
    void manySeriesLieInSeveralBlocksAndEachIsFound() {
        var random = new Random(5);
        var series = LongStream.rangeClosed(1, 200)
                .mapToObj(number -> samples(number, 0, 360, random))
                .toArray(Points[]::new);
        fresh(HOUR, series);
        compactor.compact();
        assertThat(count("telemetry_samples")).isGreaterThan(3);
        for (var points : series) {
            var asked = new Selection(server, Set.of(points.series()), 0, NOW.toEpochMilli());
            assertThat(lines(store.samples(asked))).isEqualTo(lines(List.of(points)));
        }
    }

    @Test
    void whatIsTooOldIsDroppedByTheDay() {
        fresh(HOUR, samples(1, 0, 360, new Random(1)));
        compactor.compact();
        at(NOW.plus(Duration.ofDays(30))).clean();
        assertThat(read()).isNotEmpty();
        at(NOW.plus(Duration.ofDays(31))).clean();
        assertThat(read()).isEmpty();
        assertThat(rollups(MINUTE)).isNotEmpty();
        at(NOW.plus(Duration.ofDays(91))).clean();
        assertThat(rollups(MINUTE)).isEmpty();
        assertThat(rollups(Hours.MILLIS)).isNotEmpty();
        at(NOW.plus(Duration.ofDays(731))).clean();
        assertThat(rollups(Hours.MILLIS)).isEmpty();
        assertThat(counted("expired_samples")).isEqualTo(360);
    }

    @Test
    void aDeletedServerLeavesNothing() {
        database.useHandle(handle -> {
            handle.execute(
                    "insert into series (server_id, name, labels, digest) values (?, 'load', '{}', 'x')", server);
            handle.execute("insert into telemetry_latest (server_id, time) values (?, now())", server);
        });
        fresh(HOUR, samples(1, 0, 360, new Random(1)));
        compactor.compact();
        fresh(HOUR, samples(1, 0, 360, new Random(1)));
        compactor.clean();
        assertThat(read()).isNotEmpty();

        database.useHandle(handle -> handle.execute("insert into deleted_servers values (?)", server));
        compactor.clean();
        for (var table : List.of(
                "series",
                "telemetry_fresh",
                "telemetry_samples",
                "telemetry_minutes",
                "telemetry_hours",
                "telemetry_latest")) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(counted("orphaned_samples")).isEqualTo(2 * 360);
    }

    private Compactor at(Instant now) {
        return new Compactor(database, corrupt, KEPT, new StoreMeters(metrics), InstantSource.fixed(now));
    }

    private void fresh(Instant hour, Points... series) {
        database.useTransaction(handle -> {
            var columns = new String[] {"server_id", "hour", "received_at", "samples", "block"};
            try (var rows = CopyRows.into(handle, "telemetry_fresh", columns)) {
                rows.row()
                        .put(server)
                        .put(hour)
                        .put(NOW)
                        .put(Stream.of(series).mapToInt(Points::size).sum())
                        .put(new BlockWriter(1).write(List.of(series)));
            }
        });
    }

    private void damage(String table, String which) {
        database.useHandle(handle -> handle.execute("update " + table
                + " set block = set_byte(block, 20, (get_byte(block, 20) + 1) % 256) where " + which));
    }

    private static Points samples(long series, int from, int to, Random random) {
        return Points.samples(
                series,
                times(from, to),
                random.doubles(to - from)
                        .map(value -> Math.round(value * 1000) / 10.0)
                        .toArray());
    }

    private static long[] times(int from, int to) {
        return LongStream.range(from, to)
                .map(i -> HOUR.toEpochMilli() + i * 10_000)
                .toArray();
    }

    private Selection selection() {
        return new Selection(server, ALL, 0, NOW.toEpochMilli());
    }

    private List<Points> series() {
        return store.samples(selection());
    }

    private List<String> read() {
        return lines(store.samples(selection()));
    }

    private List<String> rollups(long step) {
        return lines(store.rollups(selection(), step));
    }

    private static List<String> lines(List<Points> series) {
        var lines = new ArrayList<String>();
        for (var points : series) {
            for (var i = 0; i < points.size(); i++) {
                var line = new StringBuilder(points.series() + " " + points.times()[i]);
                for (var column : points.columns()) {
                    line.append(' ').append(column[i]);
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private long counted(String meter) {
        return metrics.counter("fleet.telemetry." + meter).getCount();
    }

    private int count(String table) {
        return database.withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }
}
