package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.http.health.Readiness;
import io.dropwizard.jackson.Jackson;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class StartTest {

    @Test
    void aMethodThatDoesNotSayWhoMayCallItStopsTheStart() {
        assertThatThrownBy(() -> TestService.start("", InstantSource.system(), new TestResources.Unguarded())
                        .close())
                .rootCause()
                .hasMessageContaining(
                        "Unguarded.get() must have one of @RequiresPermission, @Authenticated and @Public");
    }

    @Test
    void aResourceThatDoesNotSayWhatItMustStopsTheStart() {
        assertRefused(new Undeclared.Mute(), "must have, or its class, @Speaks");
        assertRefused(new Undeclared.Foreign(), "speaks other contracts than Route finds for /api/v1/pdus");
        assertRefused(new Undeclared.Unlimited(), "is @Public and must have @Limited");
        assertRefused(new Undeclared.Bulky(), "reads CSV and must have @Limited(BULK)");
        assertRefused(new Undeclared.Coded(), "must name the path's parameter for CODE");
    }

    private static void assertRefused(Object resource, String message) {
        assertThatThrownBy(() ->
                        TestService.start("", InstantSource.system(), resource).close())
                .rootCause()
                .hasMessageContaining(message);
    }

    @Test
    void readinessIsThatOfEveryPart() throws Exception {
        try (var service = TestService.start("", InstantSource.system())) {
            assertThat(get(service, "/api/health/live").response().body())
                    .isEqualTo("{\"status\":\"live\",\"components\":{}}");
            assertThat(get(service, "/api/health/ready").response().body())
                    .isEqualTo("{\"status\":\"ready\",\"components\":{}}");

            service.readiness().register("ledger", () -> Readiness.READY);
            service.readiness().register("identity", () -> "catching up");
            var starting = get(service, "/api/health/ready/");
            assertThat(starting.status()).isEqualTo(503);
            assertThat(starting.header("Retry-After")).isEqualTo("1");
            assertThat(starting.response().body())
                    .isEqualTo("{\"status\":\"starting\",\"components\":"
                            + "{\"identity\":\"catching up\",\"ledger\":\"ready\"}}");
        }
    }

    @Test
    void defaults() throws Exception {
        var configuration = Jackson.newObjectMapper().readValue("{}", FleetConfiguration.class);
        assertThat(configuration.postgres().getUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5432/fleet");
        assertThat(configuration.postgres().getDriverClass()).isEqualTo("org.postgresql.Driver");
        assertThat(configuration.instance().id()).isEqualTo("local");
        assertThat(configuration.instance().url()).hasToString("http://127.0.0.1:8080");
        assertThat(configuration.instance().dataDirectory()).hasToString(".fleet");
        var limits = configuration.limits();
        assertThat(limits.bodyBytes()).isEqualTo(1_048_576);
        assertThat(limits.publicBodyBytes()).isEqualTo(16_384);
        assertThat(limits.bodyBytesInFlight()).isEqualTo(67_108_864);
        assertThat(limits.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.connections()).isEqualTo(20_000);
        assertThat(limits.userPerHour()).isEqualTo(1000);
        assertThat(limits.anonymousPerHour()).isEqualTo(100);
        assertThat(limits.principalPerHour()).isEqualTo(36_000);
        assertThat(limits.bulkPerMinute()).isEqualTo(10);
        assertThat(limits.loginsPerMinute()).isEqualTo(30);
        assertThat(limits.joinRequestsPerMinute()).isEqualTo(30);
        assertThat(limits.codeQueriesPerMinute()).isEqualTo(30);
        assertThat(limits.unknownCodesPerMinute()).isEqualTo(60);
        assertThat(limits.trustedProxies()).isEmpty();

        var elsewhere = Jackson.newObjectMapper()
                .readValue("{\"postgres\": {\"url\": \"jdbc:postgresql://db/fleet\"}}", FleetConfiguration.class);
        assertThat(elsewhere.postgres().getUrl()).isEqualTo("jdbc:postgresql://db/fleet");
        assertThat(elsewhere.postgres().getDriverClass()).isEqualTo("org.postgresql.Driver");
    }

    private static Exchange get(TestService service, String path) {
        return Exchange.send(service.uri(), "GET", path, "");
    }
}
