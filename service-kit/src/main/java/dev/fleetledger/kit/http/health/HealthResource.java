package dev.fleetledger.kit.http.health;

import dev.fleetledger.kit.http.Bare;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoAnswers;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;

/** Whether this service runs, and whether it is of use yet. */
@Path("/api/health")
@Speaks(Contract.GOUGH)
public final class HealthResource {
    private static final String RETRY_SECONDS = "1";

    private final Readiness readiness;

    public HealthResource(Readiness readiness) {
        this.readiness = readiness;
    }

    /**
     * How it is.
     *
     * @param status {@code live}, {@code ready}, {@code degraded} where it is of use but not for everything, or
     *     {@code starting}
     * @param components what each part says, by name
     */
    @Bare
    public record Health(String status, Map<String, String> components) {}

    /** Says that the service runs, whatever else is the matter. */
    @GET
    @Path("/live")
    @Public
    @Limited(RateLimit.APART)
    public Health live() {
        return new Health("live", Map.of());
    }

    /** Says how each part is, and by its status whether requests can be served. */
    @GET
    @Path("/ready")
    @Public
    @Limited(RateLimit.APART)
    @AlsoAnswers(503)
    public Health ready(@Context Call call) {
        var components = readiness.components();
        if (!readiness.isReady(components)) {
            call.status(503);
            call.responseHeader("Retry-After", RETRY_SECONDS);
            return new Health("starting", components);
        }
        var whole = components.values().stream().allMatch(Readiness.READY::equals);
        return new Health(whole ? "ready" : "degraded", components);
    }
}
