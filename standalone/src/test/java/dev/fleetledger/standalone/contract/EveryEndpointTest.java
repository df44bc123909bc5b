package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.http.Access;
import dev.fleetledger.kit.http.Contract;
import dev.fleetledger.kit.http.Endpoint;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
        var powerless = platform.withScopes("job.read");
        return platform.endpoints().stream()
                .filter(endpoint -> endpoint.access() instanceof Access.Holders)
                .flatMap(endpoint -> endpoint.contracts().stream()
                        .map(contract -> DynamicTest.dynamicTest(name(endpoint, contract), () -> {
                            var reply = call(powerless, endpoint, contract);
                            assertThat(reply.status()).isEqualTo(403);
                            assertRendered(contract, reply, "FORBIDDEN");
                        })));
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
