package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.failure.Outage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
    @ParameterizedTest
    @CsvSource({
        "08001, true", // cannot connect
        "08006, true", // the connection broke
        "53300, true", // too many connections
        "57P01, true", // shut down
        "57P03, true", // starting up
        "23505, false", // a key that is there already
        "42P01, false", // no such table
        "nonsense, false",
    })
    void isToldByItsState(String state, boolean passes) {
        var wrapped = new IllegalStateException(new RuntimeException(new SQLException("what happened", state)));
        assertThat(Outage.in(wrapped).isPresent()).isEqualTo(passes);
    }

    @Test
    void isAlsoAPoolWithoutAFreeConnection() {
        assertThat(Outage.in(new IllegalStateException(new PoolExhaustedException("none"))))
                .isPresent();
        assertThat(Outage.in(new IllegalStateException(new SQLException("no state"))))
                .isEmpty();
        assertThat(Outage.in(new IllegalStateException())).isEmpty();
    }

    @Test
    void isAnsweredWith503() throws Exception {
        try (var service = TestService.beside(List.of(), new Broken("08006"))) {
            var got = Exchange.send(service.uri(), "GET", "/api/v1/broken", "", "X-API-Key", "key:system.admin");
            assertThat(got.status()).isEqualTo(503);
            assertThat(got.header("Retry-After")).isEqualTo("2");
            assertThat(got.json().path("error_code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
        }
    }

    /** A resource whose database fails with a state. */
    @Path("/api/v1/broken")
    @Speaks(Contract.HOMELAB)
    public static final class Broken {
        private final String state;

        Broken(String state) {
            this.state = state;
        }

        @GET
        @Authenticated
        public String get() {
            if (!state.isEmpty()) {
                throw new IllegalStateException(new SQLException("what happened", state));
            }
            return "{}";
        }
    }
}
