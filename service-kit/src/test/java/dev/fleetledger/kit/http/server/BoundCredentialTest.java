package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials of one server or node, whatever their scopes: let in only where it is said. */
@TestInstance(Lifecycle.PER_CLASS)
class BoundCredentialTest {
    private TestService service;

    @Path("/api/v1/things")
    @Speaks(Contract.HOMELAB)
    public static final class Things {
        @GET
        @Path("/read")
        @RequiresPermission(Permission.SERVER_READ)
        public String read() {
            return "read";
        }

        @GET
        @Path("/anyone")
        @Authenticated
        public String anyone() {
            return "anyone";
        }

        @GET
        @Path("/public")
        @Limited(RateLimit.APART)
        @Public
        public String everybody() {
            return "everybody";
        }

        @POST
        @Path("/work")
        @RequiresPermission(Permission.METRICS_WRITE)
        @Bindable
        public String work() {
            return "work";
        }

        @GET
        @Path("/self")
        @Authenticated
        @Bindable
        public String self() {
            return "self";
        }
    }

    @Path("/api/v1/contradiction")
    @Speaks(Contract.HOMELAB)
    public static final class Contradiction {
        @GET
        @Public
        @Bindable
        public String get() {
            return "";
        }
    }

    @BeforeAll
    void start() throws Exception {
        service = TestService.start("", InstantSource.system(), new Things());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, read, bound:server.read, 403",
        "GET, read, bound:system.admin, 403",
        "GET, read, key:server.read, 200",
        "GET, anyone, bound:system.admin, 403",
        "GET, anyone, key:job.read, 200",
        "GET, public, bound:metrics.write, 200",
        "POST, work, bound:metrics.write, 200",
        "POST, work, bound:server.read, 403",
        "GET, self, bound:server.read, 200",
        // What the framework would refuse with less is not told before.
        "POST, read, bound:system.admin, 405",
        "GET, nothing, bound:system.admin, 404"
    })
    void isLetInOnlyWhereItIsSaid(String method, String path, String key, int status) {
        var got = Exchange.send(service.uri(), method, "/api/v1/things/" + path, "", "X-API-Key", key);
        assertThat(got.status()).isEqualTo(status);
    }

    @Test
    void whatIsForEverybodyIsNotForBoundOnes() {
        assertThatThrownBy(() -> TestService.start("", InstantSource.system(), new Contradiction())
                        .close())
                .rootCause()
                .hasMessageContaining("without @Bindable");
    }
}
