package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.http.Endpoint;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway of the distributed form sends each request to the service that answers it. */
@ExtendWith(PlatformExtension.class)
class GatewayTest {
    private static final String ROOT = "dev.fleetledger.";
    private static final Set<String> SERVICES = Set.of("command", "query", "ingest");

    private final RunningPlatform platform;

    GatewayTest(RunningPlatform platform) {
        this.platform = platform;
    }

    @TestFactory
    @DisplayName("every endpoint, under each path that it has")
    Stream<DynamicTest> everyEndpoint() {
        return platform.endpoints().stream()
                .filter(endpoint -> SERVICES.contains(home(endpoint)))
                .flatMap(endpoint -> requests(endpoint)
                        .map(request -> DynamicTest.dynamicTest(
                                request, () -> assertThat(upstream(request)).isEqualTo(home(endpoint)))));
    }

    @Test
    @DisplayName("what every service answers goes to one that there is")
    void everyService() {
        var shared = platform.endpoints().stream()
                .filter(endpoint -> !SERVICES.contains(home(endpoint)))
                .toList();
        assertThat(shared).isNotEmpty();
        assertThat(shared).allSatisfy(endpoint -> {
            assertThat(home(endpoint)).isEqualTo("kit");
            assertThat(upstream(endpoint.httpMethod() + " " + endpoint.path())).isEqualTo("query");
        });
        assertThat(GatewayMap.upstreams()).containsAll(SERVICES);
    }

    @ParameterizedTest
    @DisplayName(
            "a stream that a ticket opens is asked of the one instance that knows the ticket used, however it is spelled")
    @CsvSource({
        "/api/v1/metrics/nodes/stats/stream, ticket=e30.e30.s, tickets",
        "/api/v1/metrics/nodes/1/stats/stream/, interval=5&ticket=e30.e30.s, tickets",
        "/api/v1/metrics/nodes/stats/stream, %74icket=e30.e30.s, tickets",
        "/api/v1/metrics/nodes/stats/stream, ticket=%6530.e30.s, tickets",
        "/api/ws/servers, ticket=e30.e30.s, tickets",
        "/api/v1/metrics/nodes/stats/stream, token=e30.e30.s, query",
        "/api/v1/metrics/nodes/stats/stream, '', query",
        "/api/v1/nodes, ticket=e30.e30.s, query",
    })
    void tickets(String path, String query, String upstream) {
        assertThat(upstream("GET " + path, query)).isEqualTo(upstream);
        assertThat(GatewayMap.upstreams()).contains(upstream);
    }

    /** Of which service it is, by its package. */
    private static String home(Endpoint endpoint) {
        var name = endpoint.method().getDeclaringClass().getName();
        assertThat(name).startsWith(ROOT);
        return name.substring(ROOT.length()).split("\\.", 2)[0];
    }

    /** As clients may send it: also as HEAD, with a slash at the end, and Gough's paths with their version. */
    private static Stream<String> requests(Endpoint endpoint) {
        var path = endpoint.path().replaceAll("\\{[^}]+}", "1");
        var paths = path.startsWith("/api/v1/") || !path.startsWith("/api/")
                ? Stream.of(path)
                : Stream.of(path, path.replaceFirst("^/api/", "/api/v1/"));
        var methods = endpoint.httpMethod().equals("GET")
                ? new String[] {"GET", "HEAD"}
                : new String[] {endpoint.httpMethod()};
        return paths.flatMap(each -> Stream.of(each, each + "/"))
                .flatMap(each -> Stream.of(methods).map(method -> method + " " + each));
    }

    private static String upstream(String request) {
        return upstream(request, "");
    }

    private static String upstream(String request, String query) {
        var parts = request.split(" ", 2);
        return GatewayMap.of("service").value(Map.of("request_method", parts[0], "uri", parts[1], "args", query));
    }
}
