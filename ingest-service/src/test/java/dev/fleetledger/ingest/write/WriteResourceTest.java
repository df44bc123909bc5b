package dev.fleetledger.ingest.write;

import static dev.fleetledger.ingest.testing.RunningIntake.MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.testing.RemoteWrite;
import dev.fleetledger.ingest.testing.RunningIntake;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteResourceTest {
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    @Test
    void samplesOfTwoServersAreKeptByServer() throws Exception {
        try (var intake = RunningIntake.start()) {
            var request = new RemoteWrite()
                    .series(
                            List.of("__name__", "node_load1", "instance", "media", "job", "node"),
                            MILLIS,
                            0.5,
                            MILLIS - 15_000,
                            0.25)
                    .series(List.of("__name__", "up", "instance", "other"), MILLIS, 1.0)
                    .series(List.of("__name__", "node_load5", "instance", "media", "job", "node"), MILLIS, STALE);

            var answer = intake.write(request);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written"))
                    .contains("4");
            assertThat(intake.batches(intake.media)).hasSize(1);
            assertThat(intake.kept(intake.media))
                    .containsExactly(
                            new SeriesSamples(
                                    "node_load1",
                                    new TreeMap<>(Map.of("job", "node")),
                                    new long[] {MILLIS, MILLIS - 15_000},
                                    new double[] {0.5, 0.25}),
                            new SeriesSamples(
                                    "node_load5",
                                    new TreeMap<>(Map.of("job", "node")),
                                    new long[] {MILLIS},
                                    new double[] {STALE}));
            assertThat(intake.kept(intake.other)).hasSize(1);
            assertThat(intake.counted("accepted_samples")).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server,media,instance,other,instance=other",
        "host,media,job,x,job=x",
        "instance,media:9100,job,x,instance=media:9100;job=x",
        "instance,media,host,other,host=other"
    })
    void theServerIsNamedByTheFirstOfItsLabels(String label, String value, String more, String its, String rest)
            throws Exception {
        try (var intake = RunningIntake.start()) {
            assertThat(intake.write(new RemoteWrite()
                                    .series(List.of(more, its, label, value, "__name__", "up"), MILLIS, 1))
                            .statusCode())
                    .isEqualTo(204);

            var expected = new TreeMap<String, String>();
            for (var pair : rest.split(";", -1)) {
                expected.put(pair.replaceFirst("=.*", ""), pair.replaceFirst(".*=", ""));
            }
            assertThat(intake.kept(intake.media).getFirst().labels()).isEqualTo(expected);
        }
    }

    @Test
    void labelsInAnyOrderAreOneSeriesAndEmptyOnesNone() throws Exception {
        try (var intake = RunningIntake.start()) {
            intake.write(new RemoteWrite()
                    .series(List.of("z", "1", "a", "2", "instance", "media", "__name__", "m", "e", ""), MILLIS, 1)
                    .series(List.of("__name__", "m", "a", "2", "instance", "media", "z", "1"), MILLIS, 2));

            var kept = intake.kept(intake.media);
            assertThat(kept).hasSize(2);
            assertThat(kept.get(0).labels())
                    .isEqualTo(Map.of("a", "2", "z", "1"))
                    .isEqualTo(kept.get(1).labels());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duplicate_label    | __name__,m,instance,media,a,1,a,2",
                "duplicate_label    | __name__,m,instance,media,instance,other",
                "duplicate_label    | __name__,m,__name__,n,instance,media",
                "no_name            | instance,media,a,1",
                "no_server          | __name__,m,a,1",
                "unknown_server     | __name__,m,instance,nobody",
                "malformed          | __name__,m,instance,media,,1",
            })
    void whatIsWrongWithASeriesIsNamedAndTheOthersAreKept(String reason, String labels) throws Exception {
        try (var intake = RunningIntake.start()) {
            var answer = intake.write(new RemoteWrite()
                    .series(List.of("__name__", "good", "instance", "media"), MILLIS, 1)
                    .series(List.of(labels.split(",", -1)), MILLIS, 1, MILLIS - 1, 1));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("2 of 3 samples were rejected (" + reason + " 2)")
                    .contains("SAMPLES_REJECTED");
            assertThat(answer.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written"))
                    .contains("1");
            assertThat(intake.kept(intake.media))
                    .extracting(SeriesSamples::name)
                    .containsExactly("good");
            assertThat(intake.counted("rejected." + reason)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"300000,204", "300001,400", "-604800000,204", "-604800001,400"})
    void howOldAndHowNewASampleMayBe(long offset, int status) throws Exception {
        try (var intake = RunningIntake.start()) {
            var answer = intake.write(
                    new RemoteWrite().series(List.of("__name__", "m", "instance", "media"), MILLIS + offset, 1));

            assertThat(answer.statusCode()).isEqualTo(status);
            if (status == 400) {
                assertThat(answer.body()).containsAnyOf("too_old", "in_the_future");
            }
        }
    }

    @Test
    void whatWasReadOnceIsStillTheSameSeriesAndCanBeOfAServerThatIsGone() throws Exception {
        try (var intake = RunningIntake.start()) {
            for (var i = 0; i < 3; i++) {
                assertThat(intake.write(new RemoteWrite()
                                        .series(List.of("__name__", "m", "instance", "media", "a", "1"), MILLIS + i, i)
                                        .series(List.of("__name__", "m", "instance", "media", "a", "2"), MILLIS + i, i))
                                .statusCode())
                        .isEqualTo(204);
                assertThat(intake.write(new RemoteWrite()
                                        .series(List.of("__name__", "m", "instance", "nobody"), MILLIS, i))
                                .statusCode())
                        .isEqualTo(400);
            }
            assertThat(intake.kept(intake.media))
                    .extracting(series -> series.labels().get("a") + " " + series.values()[0])
                    .containsExactly("1 0.0", "2 0.0", "1 1.0", "2 1.0", "1 2.0", "2 2.0");
        }
    }

    @Test
    void labelsAfterSamplesAreNotRead() throws Exception {
        try (var intake = RunningIntake.start()) {
            // A sample at time 1, then an empty label.
            var late = HexFormat.of().parseHex("120210010a00");
            var answer = intake.write(new RemoteWrite().message(1, late));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("labels after its samples");
        }
    }

    @Test
    void nativeHistogramsAreCountedAndRejectedAndMetadataIsPassedOver() throws Exception {
        try (var intake = RunningIntake.start()) {
            assertThat(intake.write(new RemoteWrite().message(3, new byte[] {8, 1}))
                            .statusCode())
                    .isEqualTo(204);
            var histogram = new byte[] {4 << 3 | 2, 2, 8, 1};
            var answer = intake.write(new RemoteWrite().message(1, histogram));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("unsupported 1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a", // a field without a length
                "0aff", // a length that does not end
                "0a05ff", // shorter than it says
                "0a0412020a61", // a sample with text in it, longer than it says
                "00", // a field without a number
                "0f", // a type that there is none of
                "0a06 12040900 0000", // a value cut off
                "0a05 0a030a01ff", // no UTF-8
                "ffffffffffffffffffffff01", // a number of more than 64 bits
            })
    void whatIsNoMessageIsRefusedWhole(String hex) throws Exception {
        var bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        try (var intake = RunningIntake.start()) {
            var good = new RemoteWrite()
                    .series(List.of("__name__", "good", "instance", "media"), MILLIS, 1)
                    .bytes();
            var both = Arrays.copyOf(good, good.length + bytes.length);
            System.arraycopy(bytes, 0, both, good.length, bytes.length);

            var answer = intake.write(RemoteWrite.compressed(both));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("MALFORMED_REQUEST");
            assertThat(intake.kept(intake.media)).isEmpty();
            assertThat(intake.bytesInFlight.open()).isNotNull();
        }
    }

    @Test
    void everyCutOffRequestIsRefusedWhole() throws Exception {
        try (var intake = RunningIntake.start()) {
            var whole = new RemoteWrite()
                    .series(List.of("__name__", "m", "instance", "media", "job", "x"), MILLIS, 1, MILLIS - 1, 2)
                    .bytes();
            for (var length = 1; length < whole.length; length++) {
                assertThat(intake.write(RemoteWrite.compressed(Arrays.copyOf(whole, length)))
                                .statusCode())
                        .as("the first %d bytes", length)
                        .isEqualTo(400);
            }
            assertThat(intake.kept(intake.media)).isEmpty();
        }
    }

    @Test
    void whatIsNoSnappyIsRefused() throws Exception {
        try (var intake = RunningIntake.start()) {
            assertThat(intake.write(new byte[0]).statusCode()).isEqualTo(400);
            assertThat(intake.write("plain text".getBytes(UTF_8)).statusCode()).isEqualTo(400);
            var cut = new RemoteWrite()
                    .series(List.of("__name__", "m", "instance", "media"), MILLIS, 1)
                    .compressed();
            assertThat(intake.write(Arrays.copyOf(cut, cut.length - 1)).statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-protobuf;proto=io.prometheus.write.v2.Request,snappy",
        "application/json,snappy",
        "application/x-protobuf,zstd"
    })
    void otherKindsAreToldSoThatSendersFallBack(String type, String encoding) throws Exception {
        try (var intake = RunningIntake.start()) {
            var body = new RemoteWrite().compressed();
            assertThat(intake.post("/api/v1/write", body, "Content-Type", type, "Content-Encoding", encoding)
                            .statusCode())
                    .isEqualTo(415);
            assertThat(intake.post(
                                    "/api/v1/write",
                                    body,
                                    "Content-Type",
                                    "application/x-protobuf;proto=prometheus.WriteRequest")
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aServerThatNobodyKnowsIsRegisteredIfTheKeyMay() throws Exception {
        try (var intake = RunningIntake.registering()) {
            var answer = intake.write(new RemoteWrite()
                    .series(List.of("__name__", "m", "instance", "web-1.lan:9100"), MILLIS, 1)
                    .series(List.of("__name__", "m", "instance", "deleted:9100"), MILLIS, 1));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("unknown_server 1").contains("'deleted'");
            assertThat(intake.kept(intake.registered("web-1.lan").orElseThrow()))
                    .hasSize(1);
        }
    }

    @Test
    void aBoundKeySendsOfNoOtherServer() throws Exception {
        try (var intake = RunningIntake.boundElsewhere()) {
            var answer =
                    intake.write(new RemoteWrite().series(List.of("__name__", "m", "instance", "media"), MILLIS, 1));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("other_server 1");
            assertThat(intake.kept(intake.media)).isEmpty();
        }
    }
}
