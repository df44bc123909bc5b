package dev.fleetledger.ingest.metrics;

import static dev.fleetledger.ingest.testing.RunningIntake.MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.ingest.testing.RunningIntake;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static String send(RunningIntake intake, String body) throws Exception {
        var answer = intake.json(PATH, body.replace('\'', '"'));
        return answer.statusCode() + " " + answer.body();
    }
}
