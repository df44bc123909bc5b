package dev.fleetledger.ingest.batch;

import static dev.fleetledger.ingest.testing.RunningIntake.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.testing.RemoteWrite;
import dev.fleetledger.ingest.testing.RunningIntake;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit is named in its error, and metered; nothing beyond it costs memory. */
class LimitsTest {
    private static final Limits SMALL =
            new Limits(1000, 4000, 500_000, 1000, 2, 10, 10, 10, 3, Duration.ofDays(7), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({
        "metric_name_length,01234567890,a,1",
        "labels_per_series,m,a,1,b,2,c,3",
        "label_name_length,m,01234567890,1",
        "label_value_length,m,a,01234567890"
    })
    void ofOneSeries(String limit, String name, String label, String value) throws Exception {
        try (var intake = RunningIntake.start(SMALL, 1 << 20)) {
            var labels = new ArrayList<>(List.of("__name__", name, "instance", "media", label, value));
            if (limit.equals("labels_per_series")) {
                labels.addAll(List.of("b", "2", "c", "3"));
            }
            var answer = intake.write(new RemoteWrite().series(labels, MILLIS, 1));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(limit);
            assertThat(intake.counted("rejected." + limit)).isOne();
        }
    }

    @Test
    void seriesOfOneServer() throws Exception {
        try (var intake = RunningIntake.start(SMALL, 1 << 20)) {
            for (var round = 0; round < 2; round++) {
                for (var i = 0; i < 5; i++) {
                    var answer = intake.write(
                            new RemoteWrite().series(List.of("__name__", "m" + i, "instance", "media"), MILLIS, 1));
                    assertThat(answer.statusCode()).isEqualTo(i < 3 ? 204 : 400);
                    assertThat(answer.body().contains("series_per_server")).isEqualTo(i >= 3);
                }
            }
            assertThat(intake.write(new RemoteWrite().series(List.of("__name__", "m9", "instance", "other"), MILLIS, 1))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aServerForWhichThereIsNoRoom() throws Exception {
        try (var intake = RunningIntake.registering()) {
            var full = intake.write(new RemoteWrite().series(List.of("__name__", "m", "instance", "full"), MILLIS, 1));
            assertThat(full.statusCode()).isEqualTo(400);
            assertThat(full.body()).contains("no_room 1").contains("A fleet has room for 1");

            var other = intake.write(
                    new RemoteWrite().series(List.of("__name__", "m", "instance", "ambiguous"), MILLIS, 1));
            assertThat(other.body()).contains("ambiguous_server 1");
            assertThat(intake.counted("rejected.no_room")).isOne();
        }
    }

    @Test
    void aServerForWhichThereIsNoRoomYetIsWaitedForUnlessThatHoldsOthersUp() throws Exception {
        try (var intake = RunningIntake.registering()) {
            var later = List.of("__name__", "m", "instance", "later");
            var alone = intake.write(new RemoteWrite().series(later, MILLIS, 1, MILLIS - 1, 2));
            assertThat(alone.statusCode()).isEqualTo(429);
            assertThat(alone.headers().firstValue("Retry-After")).contains("120");
            var items = intake.json(
                    "/api/v1/metrics",
                    "{\"samples\":[{\"server_id\":\"later\",\"timestamp\":\"2026-01-18T10:30:00Z\",\"metrics\":{\"m\":1}}]}");
            assertThat(items.statusCode()).isEqualTo(429);

            var beside = intake.write(new RemoteWrite()
                    .series(later, MILLIS, 1)
                    .series(List.of("__name__", "m", "instance", "media"), MILLIS, 1));
            assertThat(beside.statusCode()).isEqualTo(400);
            assertThat(beside.body()).contains("no_room 1");
            assertThat(intake.kept(intake.media)).hasSize(1);
            assertThat(intake.counted("rejected.no_room")).isEqualTo(4);
        }
    }

    @Test
    void aBodyAsSent() throws Exception {
        try (var intake = RunningIntake.start(SMALL, 1 << 20)) {
            var answer = intake.write(new byte[1001]);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("body_bytes").contains("1000 bytes");

            var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000]));
            var other = intake.post("/api/v1/write", chunked, "Content-Type", "application/x-protobuf");
            assertThat(other.statusCode()).isEqualTo(413);
            assertThat(intake.counted("rejected.body_bytes")).isEqualTo(2);
        }
    }

    @Test
    void aSnappyBomb() throws Exception {
        try (var intake = RunningIntake.start()) {
            // Says to be 4 GiB - 1 in five bytes, and to go on for long in the next three.
            var lie = new byte[] {-1, -1, -1, -1, 15, -2, 1, 0};
            var bomb = RemoteWrite.compressed(new byte[(16 << 20) + 1]);
            for (var body : List.of(lie, bomb)) {
                var answer = intake.write(body);
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.body()).contains("decompressed_bytes").contains("16777216 bytes");
            }
            assertThat(intake.counted("rejected.decompressed_bytes")).isEqualTo(2);
        }
    }

    @Test
    void aGzipBomb() throws Exception {
        try (var intake = RunningIntake.start()) {
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                for (var i = 0; i < 64; i++) {
                    gzip.write(new byte[1 << 20]);
                }
            }
            var answer = intake.post(
                    "/api/v1/metrics",
                    compressed.toByteArray(),
                    "Content-Type",
                    "application/json",
                    "Content-Encoding",
                    "gzip");
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("decompressed_bytes");
            assertThat(intake.counted("rejected.decompressed_bytes")).isOne();
        }
    }

    @Test
    void aPlainBodyThatIsTooLong() throws Exception {
        try (var intake = RunningIntake.start()) {
            var answer = intake.json("/api/v1/metrics", " ".repeat((8 << 20) + 1));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("body_bytes").contains("8388608 bytes");
            assertThat(intake.counted("rejected.body_bytes")).isOne();
        }
    }

    @Test
    void bytesInFlight() throws Exception {
        try (var intake = RunningIntake.start(RunningIntake.defaults(), 100_000)) {
            var request = new RemoteWrite().series(List.of("__name__", "m", "instance", "media"), MILLIS, 1);
            try (var room = intake.bytesInFlight.open()) {
                room.take(99_990);
                var answer = intake.write(request);
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                assertThat(answer.body()).contains("bytes_in_flight");
                assertThat(intake.counted("rejected.bytes_in_flight")).isOne();
            }
            assertThat(intake.write(request).statusCode()).isEqualTo(204);
            assertThat(intake.kept(intake.media)).hasSize(1);
            // All of it is free again.
            intake.bytesInFlight.open().take(100_000);
        }
    }

    @Test
    void aBodyForWhichThereIsNoRoomIsNotEvenRead() throws Exception {
        try (var intake = RunningIntake.start(RunningIntake.defaults(), 100_000)) {
            var answer = intake.json("/api/v1/metrics", " ".repeat(100_001));
            assertThat(answer.statusCode()).isEqualTo(429);
        }
    }

    @Test
    void aLongSeriesAndManySeriesAreSplitSoThatEveryRecordFits() throws Exception {
        try (var intake = RunningIntake.start()) {
            var samples = new Number[2 * 100_000];
            for (var i = 0; i < samples.length; i += 2) {
                samples[i] = MILLIS - i;
                samples[i + 1] = i * 0.1;
            }
            var answer = intake.write(new RemoteWrite().series(List.of("__name__", "m", "instance", "media"), samples));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(intake.batches(intake.media)).hasSizeGreaterThan(1);
            assertThat(intake.kept(intake.media).stream().mapToInt(series -> series.times().length))
                    .hasSizeGreaterThan(1)
                    .satisfies(lengths -> assertThat(
                                    lengths.stream().mapToInt(length -> length).sum())
                            .isEqualTo(100_000));
            assertThat(intake.kept(intake.media))
                    .extracting(SeriesSamples::name)
                    .containsOnly("m");
        }
    }
}
