package dev.fleetledger.command.identity;

import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users, sessions and keys to test with. */
final class IdentityFixtures {
    static final UUID SESSION = UUID.fromString("11111111-3a0e-4f4c-9a57-0d0f2f1f4a3b");
    static final UUID OTHER_SESSION = UUID.fromString("22222222-3a0e-4f4c-9a57-0d0f2f1f4a3b");
    static final UUID KEY = UUID.fromString("33333333-3a0e-4f4c-9a57-0d0f2f1f4a3b");
    static final UUID OTHER_KEY = UUID.fromString("44444444-3a0e-4f4c-9a57-0d0f2f1f4a3b");
    static final Instant LATER = Instant.parse("2026-02-18T10:30:00Z");
    static final Concealed HASH = new Concealed("sealed-1");
    static final Concealed NEW_HASH = new Concealed("sealed-2");

    static final UserCreated ADMIN = user(1, "Admin@Example.com", Role.ADMIN);
    static final UserCreated OPERATOR = user(2, "operator@example.com", Role.OPERATOR);
    static final UserCreated VIEWER = user(3, "viewer@example.com", Role.VIEWER);
    /** May manage users, and read, but no more. */
    static final UserCreated CLERK =
            new UserCreated(4, new UserDetails("clerk@example.com", "Clerk", "viewer", clerksRights(), false), HASH);

    private IdentityFixtures() {}

    private static List<String> clerksRights() {
        return List.of("user.manage", "server.read");
    }

    static UserCreated user(long number, String email, Role role) {
        return new UserCreated(number, new UserDetails(email, "User " + number, role.wireName(), null, false), HASH);
    }

    static SessionOpened session(UUID id, long user) {
        return new SessionOpened(id, user, LATER);
    }

    static ApiKeyCreated key(UUID id, long owner, @Nullable UUID server, String... scopes) {
        return new ApiKeyCreated(id, "key", owner, List.of(scopes), server, null, HASH);
    }

    static Principal as(long user) {
        return as(user, null);
    }

    static Principal as(long user, @Nullable UUID session) {
        return new Principal(Principal.Kind.USER, Long.toString(user), "x", Set.of(), null, session);
    }

    static Principal asKey(UUID key) {
        return new Principal(Principal.Kind.API_KEY, key.toString(), "x", Set.<Permission>of(), null);
    }
}
