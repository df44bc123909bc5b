package dev.fleetledger.command.identity;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.identity.ApiKeyCommand.CreateApiKey;
import dev.fleetledger.command.identity.ApiKeyCommand.RevokeApiKey;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.security.ApiKeySecret;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.kit.security.VerifierKeys;
import dev.fleetledger.schemas.event.Concealed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and revokes API keys. */
@Path("/api/v1/api-keys")
@Speaks(Contract.CHATOPS)
public final class ApiKeyCommandResource {
    private final IdentityService identity;
    private final VerifierKeys keys;

    ApiKeyCommandResource(IdentityService identity, VerifierKeys keys) {
        this.identity = identity;
        this.keys = keys;
    }

    /**
     * A new key.
     *
     * @param serverId the only server it shall act for; any if absent
     * @param scopes at most what who asks may do; if absent, metrics.write for a server's key, else what one may read
     * @param expiresAt never if absent
     */
    public record NewApiKey(
            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
            String name,

            @Nullable @Size(max = 64) String serverId,
            @Nullable @Size(max = 50) List<String> scopes,
            @Nullable Instant expiresAt) {}

    /**
     * A key that was made.
     *
     * @param key the key itself, shown this once; null when the request is repeated
     */
    public record CreatedApiKey(
            UUID id,
            String name,
            @Nullable UUID serverId,
            List<String> scopes,
            @Nullable Secret key,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt) {}

    /** Makes an API key of who asks. */
    @POST
    @Authenticated
    public Created<CreatedApiKey> create(@Context Call call, Body<NewApiKey> body) {
        var sent = body.read();
        var fields = new Fields();
        var scopes = sent.scopes() == null ? null : fields.permissions("scopes", sent.scopes());
        fields.check();
        var key = ApiKeySecret.create(UUID.randomUUID());
        var expires = sent.expiresAt() == null ? null : sent.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        var accepted = identity.execute(
                call,
                body,
                new CreateApiKey(
                        key.id(), sent.name(), sent.serverId(), scopes, expires, new Concealed(keys.hash(key))));
        var id = UUID.fromString(accepted.subject().id());
        var made = accepted.state().identity().apiKey(id).orElseThrow(() -> PathId.notFound("API key", id.toString()));
        Commands.tag(call, accepted);
        return new Created<>(
                "/api/v1/api-keys/" + id,
                new CreatedApiKey(
                        id,
                        made.name(),
                        made.serverId(),
                        made.scopes(),
                        accepted.replayed() ? null : key.text(),
                        made.createdAt(),
                        null,
                        made.expiresAt()));
    }

    /** Ends an API key at once. */
    @DELETE
    @Path("/{id}")
    @Authenticated
    public void revoke(@Context Call call, @PathParam("id") String id) {
        var key = ApiKeyDecider.parseId(id).orElseThrow(() -> PathId.notFound("API key", id));
        identity.execute(call, null, new RevokeApiKey(key));
    }
}
