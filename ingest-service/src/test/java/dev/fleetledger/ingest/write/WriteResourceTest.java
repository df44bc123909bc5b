package dev.fleetledger.ingest.write;

import static dev.fleetledger.ingest.testing.RunningIntake.MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.testing.RemoteWrite;
import dev.fleetledger.ingest.testing.RunningIntake;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
        "instance,media,host,other,host=other",
        "instance,https://media/,job,probe,instance=https://media/;job=probe",
        "instance,https://user:secret@media:8443/health?deep=1#x,job,p,"
                + "instance=https://user:secret@media:8443/health?deep=1#x;job=p",
        "instance,media/health,job,x,instance=media/health;job=x",
        "instance,unix:///run/x.sock,host,media,instance=unix:///run/x.sock"
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
                expected.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=", ""));
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
    void theFieldsOfASeriesMayHaveAnyOrder() throws Exception {
        try (var intake = RunningIntake.start()) {
            var name = label("__name__", "m");
            var server = label("server", "media");
            var zone = label("zone", "a");
            for (var order : List.of(
                    List.of(sample(1), name, server, zone),
                    List.of(name, sample(2), server, zone),
                    List.of(name, server, sample(3), sample(4), zone))) {
                assertThat(intake.write(new RemoteWrite().message(1, joined(order)))
                                .statusCode())
                        .isEqualTo(204);
            }
            assertThat(intake.write(new RemoteWrite().message(1, joined(List.of(sample(5), name, server, server))))
                            .body())
                    .contains("duplicate_label 1");

            var kept = intake.kept(intake.media);
            assertThat(kept).hasSize(3).allMatch(series -> series.labels().equals(Map.of("zone", "a")));
            assertThat(kept.stream().flatMapToDouble(series -> Arrays.stream(series.values())))
                    .containsExactly(1.0, 2.0, 3.0, 4.0);
        }
    }

    @Test
    void soManySamplesThatTheyAreWrittenBeforeTheLastLabelIsRead() throws Exception {
        try (var intake = RunningIntake.start()) {
            var fields = new ArrayList<byte[]>(List.of(label("__name__", "m"), label("server", "media")));
            for (var i = 0; i < 10_000; i++) {
                fields.add(sample(i));
            }
            fields.add(label("zone", "a"));
            assertThat(intake.write(new RemoteWrite().message(1, joined(fields)))
                            .statusCode())
                    .isEqualTo(204);

            var kept = intake.kept(intake.media);
            assertThat(kept).allMatch(series -> series.labels().equals(Map.of("zone", "a")));
            assertThat(kept.stream().mapToInt(series -> series.values().length).sum())
                    .isEqualTo(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"a,636166e9", "zone,c0af", "a,eda080", "e97a,7a", "__name__,6de9", "server,6d65646961ff"})
    void aSeriesWithTextThatIsNotUtf8IsRefusedAndTheOthersAreKept(String name, String value) throws Exception {
        var bytes = name.equals("e97a") ? HexFormat.of().parseHex(name) : name.getBytes(UTF_8);
        var bad = label(bytes, HexFormat.of().parseHex(value));
        try (var intake = RunningIntake.start()) {
            var labels = new ArrayList<>(List.of(bad));
            if (!name.equals("__name__")) {
                labels.add(label("__name__", "bad"));
            }
            if (!name.equals("server")) {
                labels.add(label("server", "media"));
            }
            labels.add(sample(1));
            var answer = intake.write(new RemoteWrite()
                    .series(List.of("__name__", "good", "instance", "media"), MILLIS, 1)
                    .message(1, joined(labels))
                    .series(List.of("__name__", "other", "instance", "media", "a", "caf\u00e9 \ufffd"), MILLIS, 1));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("1 of 3 samples were rejected (malformed 1)")
                    .contains("UTF-8")
                    .contains("(sample 1)");
            assertThat(intake.kept(intake.media))
                    .extracting(SeriesSamples::name)
                    .containsExactly("good", "other");
        }
    }

    private static byte[] label(String name, String value) {
        return label(name.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static byte[] label(byte[] name, byte[] value) {
        return field(1, joined(List.of(field(1, name), field(2, value))));
    }

    private static byte[] sample(double value) {
        var bytes = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 9).putDouble(value).put((byte) 16);
        for (var left = MILLIS; left != 0; left >>>= 7) {
            bytes.put((byte) (left > 127 ? (left & 127) | 128 : left));
        }
        return field(2, Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static byte[] field(int number, byte[] content) {
        return joined(List.of(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content));
    }

    private static byte[] joined(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
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

    @ParameterizedTest
    @CsvSource({
        "[2001:db8::1]:9100,2001:db8::1",
        "[2001:db8::1],2001:db8::1",
        "2001:db8::1,2001:db8::1",
        "fe80::1%eth0,fe80::1%eth0",
        "http://[2001:db8::1]/metrics,2001:db8::1",
        "HTTPS://Shop.example.com,Shop.example.com",
        "shop.example.com:8080/a:b@c,shop.example.com",
        "tcp://db:5432,db",
        "7:9100,7",
        "3d298266-633b-48b6-9662-07a1d9ee1c44:9100,3d298266-633b-48b6-9662-07a1d9ee1c44"
    })
    void theHostOfAnAddressOrUrlIsRegistered(String instance, String host) throws Exception {
        try (var intake = RunningIntake.registering()) {
            assertThat(intake.write(new RemoteWrite().series(List.of("__name__", "m", "instance", instance), MILLIS, 1))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(intake.kept(intake.registered(host).orElseThrow())).hasSize(1);
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
