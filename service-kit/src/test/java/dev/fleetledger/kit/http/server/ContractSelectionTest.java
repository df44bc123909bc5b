package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.http.contract.Accept;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Route;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 1: which contract answers. */
class ContractSelectionTest {
    private static TestService service;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start("", InstantSource.system(), TestResources.all());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/servers | | key | HOMELAB | /api/v1/servers",
                "/api/v1/servers | | bearer | CHATOPS | /api/v1/servers",
                "/api/v1/servers | | both | HOMELAB | /api/v1/servers",
                "/api/v1/servers | | none | HOMELAB | /api/v1/servers",
                "/api/v1/servers/x | application/vnd.chatops.v1+json | key | CHATOPS | /api/v1/servers/x",
                "/api/v1/servers/x | application/vnd.homelab.v1+json | bearer | HOMELAB | /api/v1/servers/x",
                "/api/v1/servers/x | application/vnd.gough.v1+json | key | GOUGH | /api/servers/x",
                "/api/v1/servers | application/vnd.homelab.v1+json;q=0.5, application/vnd.chatops.v1+json | key | CHATOPS |"
                        + " /api/v1/servers",
                "/api/v1/servers | application/json;q=0.9, application/vnd.chatops.v1+json;q=0.2 | key | HOMELAB |"
                        + " /api/v1/servers",
                "/api/v1/servers | application/json;q=0.9, application/vnd.homelab.v1+json;q=0.2 | bearer | CHATOPS |"
                        + " /api/v1/servers",
                "/api/v1/servers | application/json;q=0.2, application/vnd.chatops.v1+json;q=0.9 | key | CHATOPS |"
                        + " /api/v1/servers",
                "/api/v1/servers | application/json, application/vnd.chatops.v1+json | key | CHATOPS | /api/v1/servers",
                "/api/v1/servers | application/json, application/vnd.gough.v1+json;q=0.9 | key | HOMELAB | /api/v1/servers",
                "/api/v1/servers | */*, application/vnd.chatops.v1+json;q=0.9 | key | HOMELAB | /api/v1/servers",
                "/api/v1/servers | */*;q=0.1, application/vnd.chatops.v1+json;q=0.9 | key | CHATOPS | /api/v1/servers",
                "/api/v1/servers | application/vnd.pdu.v1+json, application/vnd.gough.v1+json;q=0.9 | key | GOUGH |"
                        + " /api/servers",
                "/api/v1/servers | application/vnd.chatops.v1+json;q=high | key | CHATOPS | /api/v1/servers",
                "/api/servers/x | | key | GOUGH | /api/servers/x",
                "/api/v1/auth/login | | none | GOUGH | /api/auth/login",
                "/api/v1/jobs/1/logs | application/json | key | GOUGH | /api/jobs/1/logs",
                "/api/v1/metrics/42 | | key | CHATOPS | /api/v1/metrics/42",
                "/api/v1/metrics/nodes/stats/stream | | key | NODES | /api/v1/metrics/nodes/stats/stream",
                "/api/metrics | | key | GOUGH | /api/metrics",
                "/api/v1/alerts/thresholds | | key | CHATOPS | /api/v1/alerts/thresholds",
                "/api/v1/docker/x/containers | | key | CHATOPS | /api/v1/docker/x/containers",
                "/api/v1/api-keys/me | | key | CHATOPS | /api/v1/api-keys/me",
                "/api/v1/nodes/ | | key | NODES | /api/v1/nodes/",
                "/api/v1/sockets/x | | bearer | PDU | /api/v1/sockets/x",
                "/api/v1/audit | | key | HOMELAB | /api/v1/audit",
                "/api/v10/servers | | key | GOUGH | /api/v10/servers",
                "/docs | | none | HOMELAB | /docs",
            })
    void settles(String path, String accept, String credential, Contract contract, String canonical) {
        var route = Route.of(
                path,
                Accept.of(accept),
                credential.equals("key") || credential.equals("both"),
                credential.equals("bearer") || credential.equals("both"));
        assertThat(route).isEqualTo(new Route(contract, canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/servers | | 200 | application/json",
                "/api/v1/servers | */* | 200 | application/json",
                "/api/v1/servers | application/vnd.homelab.v1+json | 200 | application/vnd.homelab.v1+json",
                "/api/v1/servers | text/html, */*;q=0.1 | 200 | application/json",
                "/api/v1/servers | application/vnd.gough.v1+json | 200 | application/vnd.gough.v1+json",
                "/api/v1/servers | application/vnd.gough.v2+json, application/json;q=0.5 | 200 | application/json",
                "/api/v1/servers | application/vnd.gough.v2+json | 406 | application/json",
                "/api/v1/servers | application/vnd.acme.v1+json | 406 | application/json",
                "/api/v1/servers | application/vnd.pdu.v1+json | 406 | application/json",
                "/api/v1/servers | image/png | 406 | application/json",
                "/api/v1/servers/a | application/vnd.chatops.v1+json | 200 | application/vnd.chatops.v1+json",
                "/api/v1/servers/a | image/png | 406 | application/json",
                "/api/v1/servers | application/json;q=0.9, application/vnd.homelab.v1+json;q=0.2 | 200 | application/json",
                "/api/v1/servers/a | application/json;q=0, application/vnd.homelab.v1+json;q=0.2 | 200 |"
                        + " application/vnd.homelab.v1+json",
                "/api/v1/servers/a | application/json;q=0, */* | 406 | application/json",
                "/api/v1/servers/x | application/vnd.chatops.v1+json | 404 | application/vnd.chatops.v1+json",
                "/api/v1/pdus/a | application/vnd.homelab.v1+json | 406 | application/json",
                "/api/servers/a | application/vnd.gough.v1+json | 200 | application/vnd.gough.v1+json",
            })
    void answersInTheTypeAskedForOr406(String path, String accept, int status, String type) {
        var headers = new ArrayList<>(List.of("X-API-Key", "key:system.admin"));
        if (accept != null) {
            headers.addAll(List.of("Accept", accept));
        }
        var got = Exchange.send(service.uri(), "GET", path, "", headers.toArray(String[]::new));
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.header("Content-Type")).isEqualTo(type);
        assertThat(got.header("Vary")).contains("Accept", "Authorization", "X-API-Key");
    }

    /** Clients of every contract log in with the media type that they always send. */
    @ParameterizedTest
    @EnumSource(Contract.class)
    void loginsGoUnderAnyTypeInTheOneShape(Contract contract) {
        for (var path : new String[] {"/api/v1/auth/login", "/api/auth/login"}) {
            var good = Exchange.send(
                    service.uri(),
                    "POST",
                    path,
                    "{\"email\":\"a\",\"password\":\"b\"}",
                    "Content-Type",
                    contract.mediaType(),
                    "Accept",
                    contract.mediaType() + ", application/json;q=0.9");
            assertThat(good.status()).isEqualTo(200);
            assertThat(good.header("Content-Type")).isEqualTo(contract.mediaType());
            assertThat(good.json().path("status").asText()).isEqualTo("success");
            assertThat(good.json().path("access_token").asText()).isEqualTo("t");

            var bad = Exchange.send(service.uri(), "POST", path, "{}", "Accept", contract.mediaType());
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.header("Content-Type")).isEqualTo(contract.mediaType());
            assertThat(bad.json().path("status").asText()).isEqualTo("error");
        }
        var unknown = Exchange.send(
                service.uri(),
                "POST",
                "/api/auth/login",
                "{\"email\":\"a\",\"password\":\"b\"}",
                "Accept",
                contract.mediaType().replace("v1", "v2"));
        assertThat(unknown.status()).isEqualTo(406);
    }

    @Test
    void theSamePathInThreeContracts() {
        var homelab = Exchange.send(service.uri(), "GET", "/api/v1/servers", "", "X-API-Key", "key:server.read");
        assertThat(homelab.json().path("total").asInt()).isEqualTo(1);
        assertThat(homelab.json().at("/things/0/id").asText()).isEqualTo("a");

        var chatops = Exchange.send(
                service.uri(), "GET", "/api/v1/servers?limit=10", "", "Authorization", "bearer key:server.read");
        assertThat(chatops.json().isArray()).isTrue();
        assertThat(chatops.header("X-Total-Count")).isEqualTo("30");

        var gough = Exchange.send(
                service.uri(),
                "GET",
                "/api/v1/servers/?per_page=10&page=2",
                "",
                "X-API-Key",
                "key:server.read",
                "Accept",
                "application/vnd.gough.v1+json");
        assertThat(gough.json().path("status").asText()).isEqualTo("success");
        assertThat(gough.json().path("pagination").toString())
                .isEqualTo("{\"page\":2,\"per_page\":10,\"total\":41,\"pages\":5}");
        assertThat(gough.json().at("/data/0/id").asText()).isEqualTo("a");
    }

    @Test
    void envelopes() {
        var created = Exchange.send(
                service.uri(),
                "POST",
                "/api/v1/pdus",
                "{\"name\":\"Rack\",\"total_sockets\":8}",
                "X-API-Key",
                "key:server.write",
                "Content-Type",
                "application/json");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/pdus/b");
        assertThat(created.json().path("success").asBoolean()).isTrue();
        assertThat(created.json().path("message").asText()).isEqualTo("Created");
        assertThat(created.json().at("/data/last_seen").isNull()).isTrue();
        assertThat(created.json().path("pagination").isNull()).isTrue();

        var login = Exchange.send(
                service.uri(),
                "POST",
                "/api/v1/auth/login",
                "{\"email\":\"a\",\"password\":\"b\"}",
                "Content-Type",
                "application/json");
        assertThat(login.json().at("/data/access_token").asText()).isEqualTo("t");
        assertThat(login.json().path("access_token").asText()).isEqualTo("t");
        assertThat(login.json().path("expires_in").asInt()).isEqualTo(3600);

        var accepted =
                Exchange.send(service.uri(), "POST", "/api/v1/servers/a/act", "", "X-API-Key", "key:server.read");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().path("id").asText()).isEqualTo("a");

        var deleted = Exchange.send(service.uri(), "DELETE", "/api/servers/a", "", "X-API-Key", "key:server.write");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.response().body()).isEmpty();
        assertThat(deleted.header("Content-Type")).isEmpty();
        assertThat(deleted.header("Fleet-Command-Id")).hasSize(36);

        var pages = Exchange.send(service.uri(), "GET", "/api/v1/pdus?page=5", "", "X-API-Key", "key:pdu_view");
        assertThat(pages.json().path("pagination").toString())
                .isEqualTo("{\"current_page\":5,\"total_pages\":5,\"total_items\":100,\"per_page\":20,"
                        + "\"has_next\":false,\"has_prev\":true}");
    }

    @Test
    void headAndOptions() {
        var head = Exchange.send(service.uri(), "HEAD", "/api/v1/servers/a", "", "X-API-Key", "key:server.read");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo("\"4\"");
        assertThat(head.response().body()).isEmpty();

        var options = Exchange.send(service.uri(), "OPTIONS", "/api/v1/servers/a", "");
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("GET", "PUT", "DELETE");
    }
}
