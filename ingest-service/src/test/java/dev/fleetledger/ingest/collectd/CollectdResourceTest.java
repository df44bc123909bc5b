package dev.fleetledger.ingest.collectd;

import static dev.fleetledger.ingest.testing.RunningIntake.MILLIS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.ingest.testing.RunningIntake;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectdResourceTest {
    private static final String PATH = "/api/v1/collectd";
    /** As collectd 5.12 writes it. */
    private static final String DISK = """
            {"values":[197141504,null],"dstypes":["derive","derive"],"dsnames":["read","write"],"time":1768732200.265,
             "interval":10.000,"host":"media","plugin":"disk","plugin_instance":"sda","type":"disk_octets",
             "type_instance":""}""";

    private static final String CPU = """
            {"values":[0.5],"dstypes":["gauge"],"dsnames":["value"],"time":1768732200,
             "interval":10.000,"host":"media","plugin":"cpu","plugin_instance":"0","type":"cpu",
             "type_instance":"idle","meta":{"network:received":true}}""";

    private static final String MEMORY = """
            {"values":[7],"dstypes":["gauge"],"dsnames":["value"],"time":1768732200,
             "interval":10.000,"host":"media","plugin":"memory","plugin_instance":"","type":"memory",
             "type_instance":"free"}""";

    @Test
    void valuesAreNamedAsCollectdItselfNamesThemForPrometheus() throws Exception {
        try (var intake = RunningIntake.start()) {
            var answer = intake.json(PATH, "[" + DISK + "," + CPU + "," + MEMORY + "]");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"accepted\":3,\"rejected\":0,\"errors\":[]}");
            assertThat(intake.kept(intake.media))
                    .containsExactly(
                            series("collectd_disk_disk_octets_read_total", Map.of("disk", "sda"), 265, 197141504),
                            series("collectd_cpu", Map.of("cpu", "0", "type", "idle"), 0, 0.5),
                            series("collectd_memory", Map.of("memory", "free"), 0, 7));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "host,\"media\",\"nobody\"",
        "host,\"media\",5",
        "plugin,\"cpu\",\"\"",
        "time,1768732200,\"now\"",
        "timestamp,1768732200,1868732200",
        "values,[0.5],[]",
        "values.0,[0.5],[\"x\"]",
        "dsnames,[0.5],'[1,2]'",
    })
    void whatIsWrongWithAnItemIsNamed(String field, String right, String wrong) throws Exception {
        try (var intake = RunningIntake.start()) {
            var item = field.equals("plugin")
                    ? CPU.replace("\"plugin\":\"cpu\"", "\"plugin\":\"\"")
                    : CPU.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
            var answer = intake.json(PATH, "[" + DISK + "," + item + "]");

            assertThat(answer.statusCode()).isEqualTo(200);
            var errors = Json.mapper().readTree(answer.body()).path("errors");
            assertThat(errors).hasSize(1);
            assertThat(errors.path(0).path("index").asInt()).isOne();
            assertThat(errors.path(0).path("field").asText()).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "plugin", "plugin_instance", "type", "type_instance", "dsnames"})
    void textThatIsNotUtf8CostsItsOwnItemAlone(String field) throws Exception {
        try (var intake = RunningIntake.start()) {
            var bad = CPU.replaceFirst("(\"" + field + "\":\\[?)\"[^\"]*\"", "$1\"m\u00e9dia\"");
            var answer = intake.post(
                    PATH,
                    ("[" + DISK + "," + bad + "," + MEMORY + "]").getBytes(ISO_8859_1),
                    "Content-Type",
                    "application/json");

            assertThat(answer.statusCode()).isEqualTo(200);
            var receipt = Json.mapper().readTree(answer.body());
            assertThat(receipt.path("accepted").asInt()).isEqualTo(2);
            assertThat(receipt.path("errors").path(0).path("index").asInt()).isOne();
            assertThat(receipt.path("errors").path(0).path("field").asText()).startsWith(field);
            assertThat(intake.kept(intake.media)).hasSize(2);
        }
    }

    private static SeriesSamples series(String name, Map<String, String> labels, long offset, double value) {
        return new SeriesSamples(name, new TreeMap<>(labels), new long[] {MILLIS + offset}, new double[] {value});
    }
}
