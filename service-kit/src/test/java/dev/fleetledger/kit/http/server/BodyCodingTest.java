package dev.fleetledger.kit.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.body.BodyLimits;
import dev.fleetledger.kit.http.body.GunzipTest;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.http.parameter.Csv;
import dev.fleetledger.kit.http.parameter.RawBody;
import dev.fleetledger.kit.identity.Permission;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which coding a body may come, however it is read: as JSON, as a table, or as bytes. */
class BodyCodingTest {
    private static final Map<String, String> BODIES = Map.of(
            "/api/v1/kept/json",
            "{\"name\":\"Rack\"}",
            "/api/v1/kept/table",
            "name\nRack\n",
            "/api/v1/kept/bytes",
            "Rack");
    private static final Map<String, String> TYPES = Map.of(
            "/api/v1/kept/json",
            "application/json",
            "/api/v1/kept/table",
            "text/csv",
            "/api/v1/kept/bytes",
            "text/plain");

    private static final Kept KEPT = new Kept();
    private static TestService service;

    @Path("/api/v1/kept")
    @Speaks(Contract.HOMELAB)
    public static final class Kept {
        private final List<String> names = new ArrayList<>();

        public record Named(@NotNull String name) {}

        @POST
        @Path("/json")
        @RequiresPermission(Permission.SERVER_WRITE)
        public void json(Body<Named> body) {
            names.add(body.read().name());
        }

        @POST
        @Path("/table")
        @Limited(RateLimit.BULK)
        @Consumes(Csv.TYPE)
        @RequiresPermission(Permission.SERVER_WRITE)
        public void table(Csv<Named> body) {
            body.rows().forEach(row -> names.add(row.read().name()));
        }

        @POST
        @Path("/bytes")
        @Limited(RateLimit.APART)
        @Consumes(MediaType.TEXT_PLAIN)
        @RequiresPermission(Permission.SERVER_WRITE)
        public void bytes(RawBody<byte[]> body) {
            names.add(new String(body.read(BodyLimits.of(100, bytes -> {})), UTF_8));
        }

        @POST
        @Path("/snappy")
        @Limited(RateLimit.APART)
        @Consumes(MediaType.TEXT_PLAIN)
        @RequiresPermission(Permission.SERVER_WRITE)
        public void snappy(RawBody<byte[]> body) {
            names.add(new String(body.readCoded("snappy", BodyLimits.of(100, bytes -> {})), UTF_8));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start("bulkPerMinute: 1000", InstantSource.system(), KEPT);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        KEPT.names.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip", "GZIP", "x-gzip", "X-Gzip", "identity, gzip", "gzip , ,identity"})
    void gzipByAnyOfItsNames(String coding) throws Exception {
        for (var path : BODIES.keySet()) {
            assertThat(post(path, GunzipTest.gzip(BODIES.get(path).getBytes(UTF_8)), coding)
                            .statusCode())
                    .isEqualTo(204);
        }
        assertThat(KEPT.names).containsExactly("Rack", "Rack", "Rack");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"identity", "''", "Identity, identity"})
    void plain(String coding) throws Exception {
        for (var path : BODIES.keySet()) {
            assertThat(post(path, BODIES.get(path).getBytes(UTF_8), coding).statusCode())
                    .isEqualTo(204);
        }
        assertThat(KEPT.names).containsExactly("Rack", "Rack", "Rack");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"zstd", "deflate", "br", "compress", "snappy", "gzip, gzip", "gzip, zstd", "gzip;q=1", "nonsense"})
    void anyOtherIs415(String coding) throws Exception {
        for (var path : BODIES.keySet()) {
            for (var body : List.of(BODIES.get(path).getBytes(UTF_8), new byte[0])) {
                var answer = post(path, body, coding);
                assertThat(answer.statusCode()).isEqualTo(415);
                assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip");
            }
        }
        assertThat(KEPT.names).isEmpty();
    }

    @Test
    void severalLinesOfTheHeaderAreOneList() throws Exception {
        assertThat(post("/api/v1/kept/json", new byte[0], "gzip", "zstd").statusCode())
                .isEqualTo(415);
    }

    @Test
    void whatIsNoWholeGzipIs400AndNothingIsKept() throws Exception {
        for (var path : BODIES.keySet()) {
            var whole = GunzipTest.gzip(BODIES.get(path).getBytes(UTF_8));
            var longer = Arrays.copyOf(whole, whole.length + 2);
            var otherwise = whole.clone();
            otherwise[whole.length - 6]++;
            for (var body : List.of(
                    BODIES.get(path).getBytes(UTF_8),
                    new byte[0],
                    Arrays.copyOf(whole, 12),
                    Arrays.copyOf(whole, whole.length - 1),
                    longer,
                    otherwise)) {
                var answer = post(path, body, "gzip");
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).contains("MALFORMED_REQUEST", "no whole gzip");
            }
        }
        assertThat(KEPT.names).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"snappy, 204", "'', 204", "gzip, 415", "x-gzip, 415", "zstd, 415"})
    void aRouteWithACodingOfItsOwnTakesNoOther(String coding, int status) throws Exception {
        assertThat(post("/api/v1/kept/snappy", "block".getBytes(UTF_8), coding).statusCode())
                .isEqualTo(status);
        assertThat(KEPT.names).hasSize(status == 204 ? 1 : 0);
    }

    private static HttpResponse<String> post(String path, byte[] body, String... codings) throws Exception {
        var request = HttpRequest.newBuilder(service.uri().resolve(path))
                .header("X-API-Key", "key:server.write")
                .header("Content-Type", TYPES.getOrDefault(path, "text/plain"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (var coding : codings) {
            request.header("Content-Encoding", coding);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
