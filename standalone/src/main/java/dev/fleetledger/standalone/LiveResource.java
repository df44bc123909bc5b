package dev.fleetledger.standalone;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Whether the process answers at all. Public. */
@Path("/api/health/live")
@Produces(MediaType.APPLICATION_JSON)
public final class LiveResource {
    /** The shape that readiness has too, so that a client reads both alike. */
    public record Health(String status, Map<String, String> components) {}

    @GET
    public Health live() {
        return new Health("ok", Map.of());
    }
}
