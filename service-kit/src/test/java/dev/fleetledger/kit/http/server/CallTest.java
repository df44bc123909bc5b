package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's headers as resources see them. */
class CallTest {
    private static TestService service;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start(
                "trustedProxies: '127.0.0.0/8, 10.0.0.0/8'", InstantSource.system(), TestResources.all());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatIsSentIsSeen() {
        var got = put(
                "Fleet-Reason", " Maintenance window ",
                "Idempotency-Key", "k-1",
                "If-Match", "\"12\"",
                "Fleet-Min-Position", "0:42",
                "Prefer", "respond-async, wait=10",
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.1.2.3");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().path("reason").asText()).isEqualTo("Maintenance window");
        assertThat(got.json().path("idempotency_key").asText()).isEqualTo("k-1");
        assertThat(got.json().path("expected_versions").toString()).isEqualTo("[12]");
        assertThat(got.json().path("min_position").asText()).isEqualTo("0:42");
        assertThat(got.json().path("respond_async").asBoolean()).isTrue();
        assertThat(got.json().path("traceparent").asText()).startsWith("00-0af");
        assertThat(got.json().path("address").asText()).isEqualTo("203.0.113.9");
        assertThat(got.json().path("clears_type").asBoolean()).isTrue();
        assertThat(got.header("Fleet-Command-Id")).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({
        "fe80::1%25eth0, fe80::1",
        "fe80::1%nowhere, fe80::1",
        "[2001:db8::7], 2001:db8::7",
        "2001:db8::7%, 2001:db8::7",
        "unknown, 127.0.0.1",
        "%lo, 127.0.0.1"
    })
    void aForwardedAddressIsReadAsItIsUsed(String forwarded, String address) {
        var got = put("X-Forwarded-For", forwarded);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().path("address").asText()).isEqualTo(address);
    }

    @Test
    void nothingNeedsToBeSent() {
        var got = put("If-Match", "*", "traceparent", "nonsense");
        assertThat(got.status()).isEqualTo(200);
        for (var name : List.of("reason", "idempotency_key", "expected_versions", "min_position", "traceparent")) {
            assertThat(got.json().path(name).isNull()).as(name).isTrue();
        }
        assertThat(got.json().path("respond_async").asBoolean()).isFalse();
        assertThat(got.json().path("address").asText()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Idempotency-Key | a b",
                "If-Match | 12",
                "If-Match | \"1\" \"2\"",
                "If-Match | \"1\", *",
                "If-Match | \"1",
                "If-Match | 1\"",
                "If-Match | w/\"1\"",
                "If-Match | ,",
                "If-Match | \"1\", 2",
                "Fleet-Min-Position | 42",
            })
    void aMalformedHeaderIsNamed(String name, String value) {
        var got = put(name, value);
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.json().at("/detail/0/loc").toString()).isEqualTo("[\"header\",\"" + name + "\"]");
    }

    /** Proxies that compress weaken tags; the version is the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W/\"12\" | [12]",
                "\"12--gzip\" | [12]",
                "\"1\", \"2\" | [1,2]",
                "\"1\",W/\"2--gzip\" ,, \"2\", | [1,2]",
                "\"x\" | []",
                "\"\", \"a,b\", \"1\" | [1]",
                "\"1234567890123456789\" | []",
            })
    void versionsAreAList(String sent, String versions) {
        assertThat(put("If-Match", sent).json().path("expected_versions").toString())
                .isEqualTo(versions);
    }

    @Test
    void versionsInSeveralLinesAreOneList() {
        assertThat(put("If-Match", "\"1\"", "If-Match", "\"2\"")
                        .json()
                        .path("expected_versions")
                        .toString())
                .isEqualTo("[1,2]");
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:203.0.113.9, 203.0.113.9",
        "2001:DB8:0::1, 2001:db8::1",
        "[2001:db8::1], 2001:db8::1",
        "fe80::1%eth0, fe80::1",
        "203.0.113.9%eth0, 10.1.2.3",
        "nonsense, 10.1.2.3"
    })
    void anAddressHasOneSpelling(String forwarded, String address) {
        assertThat(put("X-Forwarded-For", forwarded + ", 10.1.2.3")
                        .json()
                        .path("address")
                        .asText())
                .isEqualTo(address);
    }

    @Test
    void aReasonHasItsLimit() {
        assertThat(put("Fleet-Reason", "a".repeat(500)).status()).isEqualTo(200);
        assertThat(put("Fleet-Reason", "a".repeat(501)).status()).isEqualTo(422);
        assertThat(put("Idempotency-Key", "a".repeat(256)).status()).isEqualTo(422);
    }

    @Test
    void requestIdsAreTheClientsOwnIfTheyAreUuids() {
        var own = "0f0e0d0c-0b0a-4908-8706-050403020100";
        assertThat(put("X-Request-Id", own).header("X-Request-Id")).isEqualTo(own);
        assertThat(put("X-Request-Id", "x").header("X-Request-Id")).hasSize(36);
    }

    private static Exchange put(String... headers) {
        var all = new ArrayList<>(List.of("X-API-Key", "key:server.write", "Content-Type", "application/json"));
        all.addAll(Arrays.asList(headers));
        return Exchange.send(
                service.uri(),
                "PUT",
                "/api/v1/servers/a",
                "{\"name\":\"Rack\",\"total_sockets\":1,\"type\":null}",
                all.toArray(String[]::new));
    }
}
