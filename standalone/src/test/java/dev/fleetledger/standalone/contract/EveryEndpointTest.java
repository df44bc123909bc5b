package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.http.access.Access;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.RawBody;
import dev.fleetledger.kit.identity.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules 5 and 6, of every endpoint that there is: denied unless permitted, in the words of its contract. */
@ExtendWith(PlatformExtension.class)
class EveryEndpointTest {
    private final RunningPlatform platform;

    EveryEndpointTest(RunningPlatform platform) {
        this.platform = platform;
    }

    @TestFactory
    Stream<DynamicTest> withoutCredentialsNothingButThePublic() {
        return platform.endpoints().stream()
                .filter(endpoint -> !(endpoint.access() instanceof Access.Everybody))
                .flatMap(endpoint -> endpoint.contracts().stream()
                        .map(contract -> DynamicTest.dynamicTest(name(endpoint, contract), () -> {
                            var reply = call(platform.anonymous(), endpoint, contract);
                            assertThat(reply.status()).isEqualTo(401);
                            assertThat(reply.required("WWW-Authenticate")).contains("Bearer");
                            assertRendered(contract, reply, "UNAUTHORIZED");
                        })));
    }

    @TestFactory
    Stream<DynamicTest> withoutThePermissionForbidden() {
        var powerless = platform.withScopes("config.manage");
        return platform.endpoints().stream()
                .filter(endpoint -> endpoint.access() instanceof Access.Holders)
                .flatMap(endpoint -> endpoint.contracts().stream()
                        .map(contract -> DynamicTest.dynamicTest(name(endpoint, contract), () -> {
                            var reply = call(powerless, endpoint, contract);
                            assertThat(reply.status()).isEqualTo(403);
                            assertRendered(contract, reply, "FORBIDDEN");
                        })));
    }

    @TestFactory
    Stream<DynamicTest> boundCredentialsAreForTheirOwnWorkAlone() {
        var node = JoinedNode.join(platform).self();
        var server = platform.boundTo(platform.server());
        return platform.endpoints().stream()
                .filter(endpoint -> !(endpoint.access() instanceof Access.Everybody) && !isBindable(endpoint))
                .flatMap(endpoint -> endpoint.contracts().stream()
                        .map(contract -> DynamicTest.dynamicTest(name(endpoint, contract), () -> {
                            for (var bound : List.of(node, server)) {
                                var reply = call(bound, endpoint, contract);
                                assertThat(reply.status()).isEqualTo(403);
                                assertRendered(contract, reply, "FORBIDDEN");
                            }
                        })));
    }

    @Test
    void ownWorkIsWhatABoundKeyCanBeAllowed() {
        var work = platform.endpoints().stream()
                .filter(EveryEndpointTest::isBindable)
                .toList();
        assertThat(work)
                .extracting(endpoint -> endpoint.httpMethod() + " " + endpoint.path())
                .containsExactlyInAnyOrder(
                        "POST /api/v1/agents/heartbeat",
                        "POST /api/v1/metrics",
                        "POST /api/v1/write",
                        "POST /api/v1/collectd",
                        "GET /api/v1/ledger/commands/{id}",
                        "GET /api/auth/me",
                        "GET /api/v1/api-keys/me",
                        "POST /api/v1/nodes/me/stats",
                        "PUT /api/v1/nodes/me/sites/{name}",
                        "POST /api/v1/nodes/me/backups");
        var allowed = EnumSet.copyOf(Permission.OF_A_SERVER);
        allowed.add(Permission.NODE_REPORT);
        assertThat(work)
                .extracting(Endpoint::access)
                .filteredOn(Access.Holders.class::isInstance)
                .allSatisfy(access ->
                        assertThat(((Access.Holders) access).permissions()).containsAnyElementsOf(allowed));
    }

    private static boolean isBindable(Endpoint endpoint) {
        return switch (endpoint.access()) {
            case Access.Everybody ignored -> false;
            case Access.Anyone anyone -> anyone.bindable();
            case Access.Holders holders -> holders.bindable();
        };
    }

    @Test
    @DisplayName("rule 12: every endpoint that has a limit of its own, or none, declares it")
    void limits() {
        var declared = new TreeMap<RateLimit, Set<String>>();
        for (var endpoint : platform.endpoints()) {
            var limited = endpoint.limited();
            if (limited != null && endpoint.path().startsWith("/api/v1/")) {
                declared.computeIfAbsent(limited.value(), limit -> new TreeSet<>())
                        .add(endpoint.httpMethod() + " " + endpoint.path());
            }
            if (endpoint.path().startsWith("/api/auth/") && endpoint.access() instanceof Access.Everybody) {
                assertThat(limited).as(endpoint.path()).isNotNull().returns(RateLimit.LOGIN, Limited::value);
            }
            if (List.of(endpoint.method().getParameterTypes()).contains(RawBody.class)) {
                assertThat(limited).as(endpoint.path()).isNotNull().returns(RateLimit.APART, Limited::value);
            }
        }
        assertThat(declared)
                .containsEntry(RateLimit.JOIN, Set.of("POST /api/v1/nodes/join-request"))
                .containsEntry(RateLimit.CODE, Set.of("GET /api/v1/nodes/status/code/{code}"))
                .containsEntry(RateLimit.BULK, Set.of("POST /api/v1/devices/import", "POST /api/v1/pdus/import"))
                .containsEntry(
                        RateLimit.APART,
                        Set.of(
                                "POST /api/v1/agents/heartbeat",
                                "POST /api/v1/collectd",
                                "POST /api/v1/metrics",
                                "POST /api/v1/nodes/me/stats",
                                "POST /api/v1/write"));
    }

    @TestFactory
    Stream<DynamicTest> noBodyIsTakenThatIsNoWholeGzip() {
        return platform.endpoints().stream()
                .filter(Endpoint::takesBody)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.httpMethod() + " " + endpoint.path(), () -> {
                    var reply = platform.homelab()
                            .with("Content-Encoding", "gzip")
                            .send(endpoint.httpMethod(), endpoint.path().replaceAll("\\{[^}]+}", "1"), "{}");
                    // What the path names may not be there, a table or a block is told of its own kind first, and
                    // nodes'
                    // reports are taken of nodes alone.
                    assertThat(reply.status())
                            .isIn(endpoint.path().contains("/nodes/me/") ? List.of(403) : List.of(400, 404, 415));
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatAnybodyMaySendIsShort() {
        var body = "{\"a\":\"" + "x".repeat(1 << 14) + "\"}";
        return platform.endpoints().stream()
                .filter(endpoint -> endpoint.takesBody() && endpoint.access() instanceof Access.Everybody)
                .map(endpoint -> DynamicTest.dynamicTest(
                        endpoint.path(),
                        () -> assertThat(platform.anonymous()
                                        .send(endpoint.httpMethod(), endpoint.path(), body)
                                        .status())
                                .isEqualTo(413)));
    }

    private static Reply call(Client client, Endpoint endpoint, Contract contract) {
        var path = endpoint.path().replaceAll("\\{[^}]+}", "1");
        return client.with("Accept", contract.mediaType())
                .send(endpoint.httpMethod(), path, endpoint.isCommand() ? "{}" : null);
    }

    private static String name(Endpoint endpoint, Contract contract) {
        return endpoint.httpMethod() + " " + endpoint.path() + " as " + contract;
    }

    private static void assertRendered(Contract contract, Reply reply, String code) {
        switch (contract) {
            case HOMELAB, CHATOPS, NODES -> {
                assertThat(reply.field("detail").isTextual()).isTrue();
                assertThat(reply.field("error_code").asText()).isEqualTo(code);
            }
            case GOUGH -> {
                assertThat(reply.field("status").asText()).isEqualTo("error");
                assertThat(reply.field("error").path("code").asText()).isEqualTo(code);
            }
            case PDU -> {
                assertThat(reply.field("success").asBoolean()).isFalse();
                assertThat(reply.field("error_code").asText()).isEqualTo(code);
            }
        }
    }
}
