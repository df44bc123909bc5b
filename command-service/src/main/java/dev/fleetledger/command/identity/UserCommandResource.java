package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.identity.UserCommand.CreateUser;
import dev.fleetledger.command.identity.UserCommand.DeleteUser;
import dev.fleetledger.command.identity.UserCommand.ResetPassword;
import dev.fleetledger.command.identity.UserCommand.UpdateUser;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.domain.identity.UserView;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.PermissionSet;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Changes of users. */
@Path("/api/users")
@Speaks(Contract.GOUGH)
public final class UserCommandResource {
    private static final String EMAIL =
            Legible.UNMIXED + "[^@\\s" + Legible.INVISIBLE + "]{1,64}@[^@\\s" + Legible.INVISIBLE + "]{1,189}";
    private static final String EMAIL_MESSAGE = "must be an e-mail address without words of mixed alphabets";
    private static final int MADE_PASSWORD_BYTES = 18;
    private static final int MOST_TRIES = 5;

    private final IdentityService identity;
    private final UserSecrets secrets;
    /** One creation at a time, since the password is sealed for the number that comes next. */
    private final ReentrantLock creating = new ReentrantLock();

    UserCommandResource(IdentityService identity, UserSecrets secrets) {
        this.identity = identity;
        this.secrets = secrets;
    }

    /**
     * A new user.
     *
     * @param name the e-mail address if absent
     * @param role viewer if absent
     * @param permissions all the user may do; what the role may if absent
     */
    public record NewUser(
            @NotNull @Pattern(regexp = EMAIL, message = EMAIL_MESSAGE)
            String email,

            @Nullable
            @Size(min = 1, max = 200)
            @Pattern(regexp = Legible.UNMIXED_TEXT, message = Legible.UNMIXED_MESSAGE)
            String name,

            @NotNull Secret password,
            @Nullable String role,
            @Nullable @Size(max = 50) List<String> permissions) {}

    /**
     * What changes.
     *
     * @param currentPassword needed to change one's own password without being an administrator of users
     * @param permissions null is what the role may
     */
    public record Changes(
            @Nullable @Pattern(regexp = EMAIL, message = EMAIL_MESSAGE)
            String email,

            @Nullable
            @Size(min = 1, max = 200)
            @Pattern(regexp = Legible.UNMIXED_TEXT, message = Legible.UNMIXED_MESSAGE)
            String name,

            @Nullable Secret password,
            @Nullable Secret currentPassword,
            @Nullable String role,
            @Nullable @Size(max = 50) List<String> permissions,
            @Nullable Boolean disabled) {}

    /**
     * Which password there shall be.
     *
     * @param password made if absent
     */
    public record NewPassword(@Nullable Secret password) {}

    /**
     * What a reset gives.
     *
     * @param password the one that was made, shown this once; null if it was sent
     */
    public record PasswordReset(long id, @Nullable Secret password) {}

    /** Adds a user. */
    @POST
    @RequiresPermission(Permission.USER_MANAGE)
    public Created<UserView> create(@Context Call call, Body<NewUser> body) {
        var sent = body.read();
        var fields = new Fields();
        fields.password("password", sent.password());
        var role = sent.role() == null ? Role.VIEWER : fields.role("role", sent.role());
        var rights = sent.permissions() == null ? null : fields.permissions("permissions", sent.permissions());
        fields.check();
        var name = sent.name() == null ? sent.email() : sent.name();
        var hash = secrets.hash(sent.password());
        var accepted = inTurn(number -> identity.execute(
                call,
                body,
                new CreateUser(
                        number,
                        sent.email(),
                        name,
                        role == null ? Role.VIEWER : role,
                        rights,
                        secrets.seal(FleetId.DEFAULT, number, hash))));
        var view = view(call, accepted);
        return new Created<>("/api/users/" + view.id(), view);
    }

    /** Changes what was sent; users may change themselves, but for what they may do. */
    @PUT
    @Path("/{id}")
    @Authenticated
    public UserView update(@Context Call call, @PathParam("id") String id, Body<Changes> body) {
        var principal = call.principal();
        var number = PathId.number("User", id);
        var self = principal.kind() == Principal.Kind.USER && principal.id().equals(id);
        if (!self && !principal.may(Permission.USER_MANAGE)) {
            throw new RejectedException(
                    new Rejection.Forbidden(Set.of(Permission.USER_MANAGE), principal.permissions()));
        }
        var user = known(number, id);
        var sent = body.read();
        var fields = new Fields();
        var role = body.has("role") && fields.present("role", sent.role()) != null
                ? fields.role("role", String.valueOf(sent.role()))
                : null;
        var rights = sent.permissions() == null ? null : fields.permissions("permissions", sent.permissions());
        for (var field : List.of("email", "name", "password", "disabled")) {
            if (body.has(field) && body.sent().get(field).isNull()) {
                fields.present(field, null);
            }
        }
        if (sent.password() != null) {
            fields.password("password", sent.password());
        }
        fields.check();
        var update = new UpdateUser(
                number,
                Field.of("email", sent.email(), body::has),
                Field.of("name", sent.name(), body::has),
                Field.of("role", role, body::has),
                Field.of("permissions", rights, body::has),
                Field.of("disabled", sent.disabled(), body::has),
                password(call, user, sent));
        return view(call, identity.execute(call, body, update));
    }

    /** Removes a user, with their sessions and API keys. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.USER_MANAGE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        identity.execute(call, null, new DeleteUser(PathId.number("User", id)));
    }

    /** Gives a user another password, and ends their other sessions. */
    @POST
    @Path("/{id}/reset-password")
    @RequiresPermission(Permission.USER_MANAGE)
    public PasswordReset reset(@Context Call call, @PathParam("id") String id, Body<NewPassword> body) {
        var number = PathId.number("User", id);
        known(number, id);
        var sent = body.read().password();
        var fields = new Fields();
        if (sent != null) {
            fields.password("password", sent);
        }
        fields.check();
        var password = sent == null ? Secret.random(MADE_PASSWORD_BYTES) : sent;
        var hash = secrets.seal(FleetId.DEFAULT, number, secrets.hash(password));
        var accepted = identity.execute(call, body, new ResetPassword(number, hash));
        // A replay made another one that counts for nothing.
        return new PasswordReset(number, sent == null && !accepted.replayed() ? password : null);
    }

    private @Nullable Concealed password(Call call, User user, Changes sent) {
        if (sent.password() == null) {
            return null;
        }
        if (!call.principal().may(Permission.USER_MANAGE)) {
            var current = sent.currentPassword();
            if (current == null) {
                throw new RejectedException(new Rejection.Invalid(FieldError.missing("current_password")));
            }
            var attempt = new UserSecrets.Attempt(Identity.fold(user.details().email()), call.address(), current);
            if (!secrets.verify(FleetId.DEFAULT, Optional.of(user), attempt)) {
                throw new RejectedException(new Rejection.Invalid(
                        FieldError.invalid("current_password", "is not the password", null, "the password")));
            }
        }
        return secrets.seal(FleetId.DEFAULT, user.number(), secrets.hash(sent.password()));
    }

    private CommandReply.Accepted inTurn(LongFunction<CommandReply.Accepted> create) {
        creating.lock();
        try {
            for (var tries = 1; ; tries++) {
                try {
                    return create.apply(identity.state().lastUserNumber() + 1);
                } catch (RejectedException e) {
                    if (tries == MOST_TRIES
                            || !(e.rejection() instanceof Rejection.Conflict conflict)
                            || !conflict.code().equals(UserDecider.NUMBER_TAKEN)) {
                        throw e;
                    }
                }
            }
        } finally {
            creating.unlock();
        }
    }

    private User known(long number, String id) {
        return identity.state().user(number).orElseThrow(() -> PathId.notFound("User", id));
    }

    private static UserView view(Call call, CommandReply.Accepted accepted) {
        Commands.tag(call, accepted);
        var number = Long.parseLong(accepted.subject().id());
        var user = accepted.state()
                .identity()
                .user(number)
                .orElseThrow(() -> PathId.notFound("User", Long.toString(number)));
        return UserView.of(user, PermissionSet.describe(user.details()));
    }
}
