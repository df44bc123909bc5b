package dev.fleetledger.kit.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;

/** Whether this service runs, and whether it is of use yet. */
@Path("/api/health")
public final class HealthResource {
    private static final String RETRY_SECONDS = "1";

    private final Readiness readiness;

    HealthResource(Readiness readiness) {
        this.readiness = readiness;
    }

    /**
     * How it is.
     *
     * @param status {@code live}, {@code ready} or {@code starting}
     * @param components what each part says, by name
     */
    @Bare
    public record Health(String status, Map<String, String> components) {}

    @GET
    @Path("/live")
    @Public
    public Health live() {
        return new Health("live", Map.of());
    }

    @GET
    @Path("/ready")
    @Public
    @AlsoAnswers(503)
    public Health ready(@Context Call call) {
        var components = readiness.components();
        var isReady = components.values().stream().allMatch(Readiness.READY::equals);
        if (!isReady) {
            call.status(503);
            call.responseHeader("Retry-After", RETRY_SECONDS);
        }
        return new Health(isReady ? "ready" : "starting", components);
    }
}
