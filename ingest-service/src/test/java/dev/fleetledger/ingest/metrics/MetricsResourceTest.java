package dev.fleetledger.ingest.metrics;

import static dev.fleetledger.ingest.testing.RunningIntake.MILLIS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import dev.fleetledger.ingest.testing.RunningIntake;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsResourceTest {
    private static final String PATH = "/api/v1/metrics";
    private static final String GOOD =
            "{'server_id':'media','timestamp':'2026-01-18T10:30:00Z','metrics':{'cpu_percent':23.5,'q':-0.0},'labels':{'zone':'a'}}";

    @Test
    void itemsOfTwoServersAreKept() throws Exception {
        try (var intake = RunningIntake.start()) {
            var answer = send(intake, "{'samples':[" + GOOD + "," + GOOD.replace("media", "other") + "],'more':[{}]}");

            assertThat(answer).isEqualTo("202 {\"accepted\":2,\"rejected\":0,\"errors\":[]}");
            var labels = new TreeMap<>(Map.of("zone", "a"));
            assertThat(intake.kept(intake.media))
                    .containsExactly(
                            new SeriesSamples("cpu_percent", labels, new long[] {MILLIS}, new double[] {23.5}),
                            new SeriesSamples("q", labels, new long[] {MILLIS}, new double[] {-0.0}));
            assertThat(intake.kept(intake.other)).hasSize(2);
            assertThat(intake.counted("accepted_samples")).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "            | 5",
                "            | {",
                "server_id   | {'timestamp':'2026-01-18T10:30:00Z','metrics':{'a':1}}",
                "server_id   | {'server_id':7,'timestamp':'2026-01-18T10:30:00Z','metrics':{'a':1}}",
                "server_id   | {'server_id':'nobody','timestamp':'2026-01-18T10:30:00Z','metrics':{'a':1}}",
                "timestamp   | {'server_id':'media','metrics':{'a':1}}",
                "timestamp   | {'server_id':'media','timestamp':1768732200,'metrics':{'a':1}}",
                "timestamp   | {'server_id':'media','timestamp':'2026-01-18T10:40:00Z','metrics':{'a':1}}",
                "timestamp   | {'server_id':'media','timestamp':'2025-01-18T10:40:00Z','metrics':{'a':1}}",
                "timestamp   | {'server_id':'media','timestamp':'+999999999-01-18T10:40:00Z','metrics':{'a':1}}",
                "metrics     | {'server_id':'media','timestamp':'2026-01-18T10:30:00Z'}",
                "metrics     | {'server_id':'media','timestamp':'2026-01-18T10:30:00Z','metrics':{}}",
                "metrics.b   | {'server_id':'media','timestamp':'2026-01-18T10:30:00Z','metrics':{'a':1,'b':'2'}}",
                "metrics.b   | {'server_id':'media','timestamp':'2026-01-18T10:30:00Z','metrics':{'a':1,'b':1e999}}",
                "name        | {'server_id':'media','timestamp':'2026-01-18T10:30:00Z','metrics':{'':1}}",
                "labels      | {'server_id':'media','timestamp':'2026-01-18T10:30:00Z','metrics':{'a':1},'labels':5}",
                "labels.x    | {'server_id':'media','timestamp':'2026-01-18T10:30:00Z','metrics':{'a':1},'labels':{'x':5}}",
            })
    void anItemIsRejectedWholeWithItsIndexAndField(String field, String item) throws Exception {
        try (var intake = RunningIntake.start()) {
            var lines = GOOD + "\n\n" + item + "\r\n" + GOOD;
            var answer =
                    intake.post(PATH, lines.replace('\'', '"').getBytes(UTF_8), "Content-Type", "application/x-ndjson");

            assertThat(answer.statusCode()).isEqualTo(202);
            var receipt = Json.mapper().readTree(answer.body());
            assertThat(receipt.path("accepted").asInt()).isEqualTo(2);
            assertThat(receipt.path("rejected").asInt()).isOne();
            assertThat(receipt.path("errors").path(0).path("index").asInt()).isOne();
            assertThat(receipt.path("errors").path(0).path("field").asText()).isEqualTo(field == null ? "" : field);
            assertThat(receipt.path("errors").path(0).path("message").asText()).isNotEmpty();
            assertThat(intake.kept(intake.media))
                    .extracting(SeriesSamples::name)
                    .containsOnly("cpu_percent", "q");
        }
    }

    @Test
    void ifNothingIsKeptItIs422() throws Exception {
        try (var intake = RunningIntake.start()) {
            var answer = send(intake, "{'samples':[{'server_id':'media'},{'timestamp':'x'}]}");

            assertThat(answer)
                    .startsWith("422")
                    .contains("[\"body\",\"samples\",0,\"timestamp\"]")
                    .contains("[\"body\",\"samples\",1,\"timestamp\"]");
            assertThat(send(intake, "{'samples':[]}")).startsWith("202");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {'samples':[",
                "400 | {'samples':[]}x",
                "400 | {'samples':[],'samples':[]}",
                "422 | ''",
                "422 | {}",
                "422 | []",
                "422 | {'samples':{}}",
                "422 | 5"
            })
    void whatIsNoBatchIsRefusedWhole(int status, String body) throws Exception {
        try (var intake = RunningIntake.start()) {
            assertThat(send(intake, body)).startsWith(Integer.toString(status));
        }
    }

    @Test
    void anItemOfVeryManyTokensIsNotMadeATree() throws Exception {
        try (var intake = RunningIntake.start()) {
            var large = GOOD.replace("'labels'", "'x':[" + "0,".repeat(20_000) + "0],'labels'");
            var answer = send(intake, "{'samples':[" + GOOD + "," + large + "]}");
            assertThat(answer).startsWith("413").contains("metrics_per_item").contains("20000 tokens");
            var around = new StringBuilder("{");
            for (var i = 0; i < 20_000; i++) {
                around.append("'x").append(i).append("':0,");
            }
            assertThat(send(intake, around + "'samples':[" + GOOD + "]}")).startsWith("413");
            assertThat(intake.kept(intake.media)).isEmpty();

            var lines = (large + "\n \t\n" + GOOD + " \n").replace('\'', '"').getBytes(UTF_8);
            var each = intake.post(PATH, lines, "Content-Type", "application/x-ndjson");
            assertThat(each.statusCode()).isEqualTo(202);
            assertThat(each.body()).contains("\"accepted\":1").contains("20000 tokens");

            // All of them together may have more.
            var many = (GOOD + ",").repeat(3000);
            assertThat(send(intake, "{'samples':[" + many + GOOD + "]}")).startsWith("202");
        }
    }

    /** It is decoded in pieces: wherever one ends, a byte that is wrong stays one, and a letter a letter. */
    @Test
    void whereverItIsNotUtf8() throws Exception {
        try (var intake = RunningIntake.start()) {
            for (var at = 3970; at <= 3990; at++) {
                var filler =
                        GOOD.replace("'labels'", "'x':'" + " ".repeat(at - GOOD.indexOf("'labels'")) + "@','labels'");
                var text = ("{'samples':[" + filler + "," + GOOD + "]}").replace('\'', '"');
                for (var broken :
                        new byte[][] {{(byte) 0xF0, (byte) 0x9F}, {(byte) 0xC3}, {(byte) 0xE2, (byte) 0x82}}) {
                    var before = text.substring(0, text.indexOf('@')).getBytes(UTF_8);
                    var after = text.substring(text.indexOf('@') + 1)
                            .replace("zone", "zoné\uD83D\uDE00")
                            .getBytes(UTF_8);
                    var body = Bytes.concat(before, broken, after);
                    assertThat(intake.post(PATH, body, "Content-Type", "application/json")
                                    .statusCode())
                            .as("%s at %s", broken, at)
                            .isEqualTo(202);
                }
            }
            assertThat(intake.kept(intake.media))
                    .allMatch(series -> series.labels().containsKey("zoné\uD83D\uDE00"));
        }
    }

    @Test
    void nothingIsKeptOfABatchThatBreaksOff() throws Exception {
        try (var intake = RunningIntake.registering()) {
            assertThat(send(intake, "{'samples':[" + GOOD.replace("media", "new") + "," + GOOD))
                    .startsWith("400");
            assertThat(intake.registered("new")).isEmpty();
            assertThat(intake.kept(intake.media)).isEmpty();
        }
    }

    @Test
    void gzipIsReadAndOtherTypesAreNot() throws Exception {
        try (var intake = RunningIntake.start()) {
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(("{'samples':[" + GOOD + "]}").replace('\'', '"').getBytes(UTF_8));
            }
            var answer = intake.post(
                    PATH, compressed.toByteArray(), "Content-Type", "application/json", "Content-Encoding", "gzip");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(intake.kept(intake.media)).hasSize(2);
            assertThat(intake.post(PATH, new byte[] {1}, "Content-Type", "text/csv")
                            .statusCode())
                    .isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'labels':{'room':'Caf@'}",
                "'labels':{'ro@m':'x'}",
                "'metrics':{'m@':1}",
                "'server_id':'media@'",
                "'labels':{'room':'\\ud800'}",
                "'metrics':{'\\ud800':1}",
                "'labels':{'\\udc00':5}"
            })
    void textThatIsNotUtf8CostsItsOwnItemAlone(String bad) throws Exception {
        var fields = new LinkedHashMap<>(
                Map.of("server_id", "'server_id':'media'", "metrics", "'metrics':{'bad':1}", "labels", "'labels':{}"));
        fields.put(bad.substring(1, bad.indexOf("':")), bad);
        var item = "{'timestamp':'2026-01-18T10:30:00Z'," + String.join(",", fields.values()) + "}";
        // A name that JSON itself spells as half a pair makes a whole document malformed.
        for (var lines : bad.contains("{'\\u") ? List.of(true) : List.of(true, false)) {
            try (var intake = RunningIntake.start()) {
                var text = (lines
                                ? GOOD + "\n" + item + "\n" + GOOD
                                : "{'samples':[" + GOOD + "," + item + "," + GOOD + "]}")
                        .replace('\'', '"')
                        .replace('@', '\u00e9');
                var answer = intake.post(
                        PATH,
                        text.getBytes(ISO_8859_1),
                        "Content-Type",
                        lines ? "application/x-ndjson" : "application/json");

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                var receipt = Json.mapper().readTree(answer.body());
                assertThat(receipt.path("accepted").asInt()).isEqualTo(2);
                assertThat(receipt.path("errors")).hasSize(1);
                assertThat(receipt.path("errors").path(0).path("index").asInt()).isOne();
                assertThat(intake.kept(intake.media))
                        .extracting(SeriesSamples::name)
                        .containsOnly("cpu_percent", "q");
            }
        }
    }

    @Test
    void twoRoomsThatAreNotUtf8AreNotOneSeries() throws Exception {
        try (var intake = RunningIntake.start()) {
            var one = GOOD.replace("zone", "room").replace("'a'", "'Caf\u00e9'").replace('\'', '"');
            var both = one + "\n" + one.replace('\u00e9', '\u00e8');
            var answer = intake.post(PATH, both.getBytes(ISO_8859_1), "Content-Type", "application/x-ndjson");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(intake.kept(intake.media)).isEmpty();

            assertThat(intake.post(PATH, both.getBytes(UTF_8), "Content-Type", "application/x-ndjson")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(intake.kept(intake.media))
                    .extracting(series -> series.labels().get("room"))
                    .containsOnly("Caf\u00e9", "Caf\u00e8");
        }
    }

    @Test
    void onlyTheFirstHundredErrorsAreTold() throws Exception {
        try (var intake = RunningIntake.start()) {
            var refused =
                    intake.post(PATH, "{}\n".repeat(300_000).getBytes(UTF_8), "Content-Type", "application/x-ndjson");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(Json.mapper().readTree(refused.body()).path("detail")).hasSize(101);
            assertThat(refused.body()).contains("299900 more were rejected").hasSizeLessThan(20_000);

            var some = intake.post(
                    PATH,
                    (GOOD.replace('\'', '"') + "\n" + "1\n".repeat(600_000)).getBytes(UTF_8),
                    "Content-Type",
                    "application/x-ndjson");
            assertThat(some.statusCode()).isEqualTo(202);
            var receipt = Json.mapper().readTree(some.body());
            assertThat(receipt.path("accepted").asInt()).isOne();
            assertThat(receipt.path("rejected").asInt()).isEqualTo(600_000);
            assertThat(receipt.path("errors")).hasSize(100);
            assertThat(intake.counted("rejected.items_per_request")).isEqualTo(100_001);
        }
    }

    private static String send(RunningIntake intake, String body) throws Exception {
        var answer = intake.json(PATH, body.replace('\'', '"'));
        return answer.statusCode() + " " + answer.body();
    }
}
