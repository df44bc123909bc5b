package dev.fleetledger.kit.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.RepeatedOnTop;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.retry.UnavailableException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One small resource for each contract. */
final class TestResources {
    private TestResources() {}

    enum Kind {
        RACK,
        CART;

        @com.fasterxml.jackson.annotation.JsonValue
        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Thing(String id, String name, @Nullable Instant lastSeen) {}

    record Things(List<Thing> things, long total, JsonNode anything) {}

    record Part(@NotBlank String name, @Nullable @Min(1) Integer amount) {}

    record NewThing(
            @NotBlank @Size(min = 3, max = 100) String name,
            @NotNull @Min(1) @Max(48) Integer totalSockets,
            @Nullable Double voltageRating,
            @Nullable Kind type,
            @Nullable UUID owner,
            @Nullable Instant since,
            @Nullable @Size(min = 12, max = 128) String password,
            @Nullable List<@Valid Part> parts,
            @Nullable Map<String, String> environment) {}

    record Filter(@Nullable Kind type, @Nullable List<String> tag) {}

    static final Thing THING = new Thing("a", "Thing a", null);

    static Thing find(String id) {
        return switch (id) {
            case "a" -> THING;
            case "conflict" ->
                throw new RejectedException(new Rejection.Conflict(
                        "THING_EXISTS", "Thing 'conflict' already exists", Map.of("active", 3), "Remove it first"));
            case "unprocessable" ->
                throw new RejectedException(
                        new Rejection.Unprocessable("BUSINESS_RULE_VIOLATION", "Not that one", Map.of(), null));
            case "version" -> throw new RejectedException(new Rejection.PreconditionFailed(7));
            case "full" -> throw new RejectedException(new Rejection.NoRoom("No room yet", Duration.ofMinutes(2)));
            case "unavailable" -> throw new UnavailableException("Catching up", Duration.ofSeconds(3));
            case "external" -> throw new ProblemException(Problem.external("MAAS does not answer"));
            case "broken" -> throw new IllegalStateException("jdbc:postgresql://secret");
            default -> throw new RejectedException(new Rejection.NotFound("Thing", id));
        };
    }

    /** The same for every contract: subclasses say where. */
    public abstract static class Resource {
        @GET
        @Path("/{id}")
        @RequiresPermission({Permission.SERVER_READ, Permission.DEVICE_READ})
        public Thing get(@PathParam("id") String id, @Context Call call) {
            call.version(4);
            return find(id);
        }

        @POST
        @RequiresPermission(Permission.SERVER_WRITE)
        public Created<Thing> create(@Context Call call, Body<NewThing> body) {
            var sent = body.read();
            call.message("Created");
            return new Created<>(call.path() + "/b", new Thing("b", sent.name(), sent.since()));
        }

        @PUT
        @Path("/{id}")
        @RequiresPermission(Permission.SERVER_WRITE)
        public Map<String, @Nullable Object> update(
                @PathParam("id") String id, @Context Call call, Body<NewThing> body) {
            find(id);
            body.read();
            var seen = new HashMap<String, @Nullable Object>();
            seen.put("reason", call.reason());
            seen.put("idempotency_key", call.idempotencyKey());
            seen.put("expected_versions", call.expectedVersions());
            seen.put("min_position", call.minPosition());
            seen.put("respond_async", call.respondAsync());
            seen.put("clears_type", body.has("type"));
            seen.put("traceparent", call.traceparent());
            seen.put("address", call.address());
            return seen;
        }

        @DELETE
        @Path("/{id}")
        @RequiresPermission(Permission.SERVER_WRITE)
        public void delete(@PathParam("id") String id) {
            find(id);
        }

        @POST
        @Path("/{id}/act")
        @Authenticated
        public Accepted<Thing> act(@PathParam("id") String id) {
            return new Accepted<>(find(id));
        }
    }

    @Path("/api/v1/servers")
    @Speaks({Contract.HOMELAB, Contract.CHATOPS})
    public static final class Servers extends Resource {
        @GET
        @Produces(Contract.HOMELAB_TYPE)
        @RequiresPermission(Permission.SERVER_READ)
        public Things list(@Context Query<Filter> filter) {
            filter.read();
            return new Things(List.of(THING), 1, Json.mapper().createArrayNode().add(1));
        }

        @GET
        @Produces(Contract.CHATOPS_TYPE)
        @RequiresPermission(Permission.SERVER_READ)
        public Page<Thing> listBare(@Context Query<PageRequest.Slice> slice) {
            return new Page<>(List.of(THING), 30, slice.read());
        }
    }

    @Path("/api/servers")
    @Speaks(Contract.GOUGH)
    public static final class Gough extends Resource {
        @GET
        @RequiresPermission(Permission.SERVER_READ)
        public Page<Thing> list(@Context Query<Filter> filter, @Context Query<PageRequest.PerPage> page) {
            filter.read();
            return new Page<>(List.of(THING), 41, page.read());
        }
    }

    @Path("/api/v1/nodes")
    @Speaks(Contract.NODES)
    public static final class Nodes extends Resource {
        @GET
        @Path("/status/code/{code}")
        @Public
        @Limited(value = RateLimit.CODE, parameter = "code")
        public Thing status(@PathParam("code") String code) {
            return find(code);
        }
    }

    @Path("/api/v1/pdus")
    @Speaks(Contract.PDU)
    public static final class Pdus extends Resource {
        @GET
        @RequiresPermission({Permission.PDU_VIEW, Permission.DEVICE_LIST})
        public Page<Thing> list(@Context Query<PageRequest.Numbered> page) {
            return new Page<>(List.of(THING), 100, page.read());
        }
    }

    @Path("/api/auth")
    @Speaks(value = Contract.GOUGH, underAnyType = true)
    public static final class Auth {
        @RepeatedOnTop({"access_token", "expires_in"})
        record Tokens(String accessToken, int expiresIn) {}

        record Login(@NotBlank String email, @NotBlank String password) {}

        @POST
        @Path("/login")
        @Public
        @Limited(RateLimit.LOGIN)
        public Tokens login(Body<Login> login) {
            login.read();
            return new Tokens("t", 3600);
        }
    }

    @Path("/api/v1/unguarded")
    @Speaks(Contract.HOMELAB)
    public static final class Unguarded {
        @GET
        public String get() {
            return "";
        }
    }

    static Object[] all() {
        return new Object[] {new Servers(), new Gough(), new Nodes(), new Pdus(), new Auth()};
    }
}
