package dev.fleetledger.command.identity;

import dev.fleetledger.command.identity.AuthAnswers.Account;
import dev.fleetledger.command.identity.AuthAnswers.Login;
import dev.fleetledger.command.identity.AuthAnswers.Logout;
import dev.fleetledger.command.identity.SessionCommand.EndSession;
import dev.fleetledger.command.identity.SessionCommand.OpenSession;
import dev.fleetledger.command.identity.SessionCommand.RefreshSession;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Login, refresh, logout. */
@Path("/api/auth")
@Speaks(value = Contract.GOUGH, underAnyType = true)
public final class AuthCommandResource {
    private final IdentityService identity;
    private final UserSecrets secrets;
    private final Tokens tokens;

    AuthCommandResource(IdentityService identity, UserSecrets secrets, Tokens tokens) {
        this.identity = identity;
        this.secrets = secrets;
        this.tokens = tokens;
    }

    /** Who logs in. */
    public record LoginBody(
            @NotNull @Size(max = 254) String email, @NotNull Secret password) {}

    /** What is exchanged. */
    public record RefreshBody(@NotNull Secret refreshToken) {}

    /** Gives tokens for an e-mail address and a password. */
    @POST
    @Path("/login")
    @Public
    @Limited(RateLimit.LOGIN)
    @AlsoFails(401)
    public Login login(@Context Call call, Body<LoginBody> body) {
        var sent = body.read();
        var found = identity.state().userByEmail(sent.email());
        // Whoever it is, and whether there is anybody: one verification.
        var attempt = new UserSecrets.Attempt(Identity.fold(sent.email()), call.address(), sent.password());
        var right = secrets.verify(FleetId.DEFAULT, found, attempt);
        var user = found.filter(known -> right && !known.details().disabled())
                .orElseThrow(() -> unauthenticated("Invalid e-mail or password"));
        var session = UUID.randomUUID();
        var open = new OpenSession(session, user.number(), user.passwordHash(), tokens.refreshLifetime());
        return answer(identity.execute(call, as(user), body, open), session);
    }

    /** Exchanges a refresh token for new tokens. */
    @POST
    @Path("/refresh")
    @Public
    @Limited(RateLimit.LOGIN)
    @AlsoFails(401)
    public Login refresh(@Context Call call, Body<RefreshBody> body) {
        var token = body.read().refreshToken().value();
        var claims = tokens.readRefresh(identity.state(), token).orElseThrow(AuthCommandResource::over);
        var id = claims.session();
        if (id == null) {
            throw over();
        }
        var user = identity.state()
                .session(id)
                .flatMap(session -> identity.state().user(session.user()))
                .orElseThrow(AuthCommandResource::over);
        var refresh = new RefreshSession(id, claims.generation(), tokens.refreshLifetime());
        return answer(identity.execute(call, as(user), body, refresh), id);
    }

    /** Ends the session of the access token; all its tokens are good for nothing at once. */
    @POST
    @Path("/logout")
    @Authenticated
    public Logout logout(@Context Call call) {
        var session = call.principal().session();
        if (session == null) {
            throw new RejectedException(new Rejection.Unprocessable(
                    "NO_SESSION",
                    "An API key has no session to end",
                    Map.of(),
                    "Revoke it by DELETE /api/v1/api-keys/{id}"));
        }
        identity.execute(call, call.principal(), null, new EndSession(session));
        call.message("Logged out");
        return new Logout(session);
    }

    private Login answer(CommandReply.Accepted accepted, UUID id) {
        var state = accepted.state().identity();
        // A token that was reused ended its session: that is written, and still no answer.
        var session = state.session(id).orElseThrow(AuthCommandResource::over);
        var user = state.user(session.user()).orElseThrow(AuthCommandResource::over);
        var pair = tokens.pair(state, session);
        return new Login(pair.access(), pair.refresh(), pair.expiresIn(), "Bearer", Account.of(user));
    }

    private static Principal as(User user) {
        return new Principal(
                Principal.Kind.USER,
                Long.toString(user.number()),
                user.details().name(),
                Set.of(),
                null);
    }

    private static RejectedException over() {
        return unauthenticated(Authorization.MESSAGE);
    }

    private static RejectedException unauthenticated(String message) {
        return new RejectedException(new Rejection.Unauthenticated(message));
    }
}
