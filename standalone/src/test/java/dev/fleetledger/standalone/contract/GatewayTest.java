package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern ALONE =
            Pattern.compile("^/api/v1/(auth|status|stats|jobs|templates|config|users|logs|ws)(/|$)");

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

    @TestFactory
    @DisplayName("what the gateway itself refuses has the body of the endpoint's contract")
    Stream<DynamicTest> everyRefusal() {
        return platform.endpoints().stream()
                .flatMap(endpoint -> requests(endpoint)
                        .map(request -> request.split(" ", 2)[1])
                        .distinct()
                        .map(path -> DynamicTest.dynamicTest(path, () -> {
                            assertThat(problem(path, path)).startsWith(refusal(endpoint, path));
                            // What nginx cannot parse has no path for it.
                            assertThat(problem("/-", path + "/%00")).startsWith(refusal(endpoint, path));
                        })));
    }

    private static String problem(String uri, String sent) {
        var known = Map.of("problem_text", "t", "problem_code", "C", "now", "n");
        var request = new HashMap<>(known);
        request.put("uri", uri);
        request.put("request", "GET " + sent + " HTTP/1.1");
        return GatewayMap.of("problem").value(request);
    }

    private static String refusal(Endpoint endpoint, String path) {
        // What others have, too, is Gough's under the version by media type alone, at which the gateway does not look.
        return endpoint.contracts().contains(Contract.GOUGH)
                        && (!path.startsWith("/api/v1/") || ALONE.matcher(path).find())
                ? "{\"status\":\"error\",\"error\":{"
                : endpoint.contracts().contains(Contract.PDU) ? "{\"success\":false," : "{\"detail\":\"t\"";
    }

    @ParameterizedTest
    @DisplayName("the gateway's log has no registration code")
    @CsvSource({
        "/api/v1/nodes/status/code/ABCDE, /api/v1/nodes/status/code/{code}",
        "/api/v1/nodes/status/code/ABCDE/, /api/v1/nodes/status/code/{code}",
        "/API/v1/nodes/status;x/code/ABCDE, /api/v1/nodes/status/code/{code}",
        "/api/v1/nodes/1, /api/v1/nodes/1",
    })
    void logged(String path, String logged) {
        assertThat(GatewayMap.of("logged").value(Map.of("uri", path))).isEqualTo(logged);
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
        "/api/v1/jobs/7/logs/stream, last_event_id=3&ticket=e30.e30.s, tickets",
        "/api/v1/metrics/nodes/stats/stream, token=e30.e30.s, query",
        "/api/v1/metrics/nodes/stats/stream, '', query",
        "/api/v1/nodes, ticket=e30.e30.s, query",
    })
    void tickets(String path, String query, String upstream) {
        assertThat(upstream("GET " + path, query)).isEqualTo(upstream);
        assertThat(GatewayMap.upstreams()).contains(upstream);
    }

    @ParameterizedTest
    @DisplayName("who asks for a WebSocket is let through to the service, and no other upgrade")
    @CsvSource({"websocket, websocket, upgrade", "WebSocket, websocket, upgrade", "h2c, '', ''", "'', '', ''"})
    void upgrades(String asked, String upgrade, String connection) {
        assertThat(GatewayMap.of("upgrade").value(Map.of("http_upgrade", asked)))
                .isEqualTo(upgrade);
        assertThat(GatewayMap.of("connection_upgrade").value(Map.of("upgrade", upgrade)))
                .isEqualTo(connection);
    }

    @ParameterizedTest
    @DisplayName("what may not be decided twice, and has no key of its client's, gets one for the gateway's own retry")
    @CsvSource({
        "DELETE, /api/v1/servers/a, '', '', made",
        "DELETE, /api/v1/servers/a, theirs, '', ''",
        "DELETE, /api/v1/servers/a, '', '\"3\"', made",
        "PUT, /api/v1/servers/a, '', '', ''",
        "PUT, /api/v1/servers/a, '', '\"3\"', made",
        "PUT, /api/v1/servers/a, theirs, '\"3\"', ''",
        "PUT, /api/v1/nodes/me/sites/shop.example.com, '', '', ''",
        "PUT, /api/users/1, '', '', made",
        "PUT, /api/v1/users/1, '', '', made",
        "POST, /api/v1/servers, '', '', ''",
        "GET, /api/v1/servers, '', '', ''",
    })
    void retryKeys(String method, String path, String theirs, String ifMatch, String expected) {
        var made = GatewayMap.of("retry_key")
                .value(Map.of(
                        "request_method",
                        method,
                        "uri",
                        path,
                        "http_idempotency_key",
                        theirs,
                        "http_if_match",
                        ifMatch,
                        "request_id",
                        "made"));
        assertThat(made).isEqualTo(expected);
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
