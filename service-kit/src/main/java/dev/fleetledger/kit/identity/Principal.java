package dev.fleetledger.kit.identity;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, once authenticated.
 *
 * @param kind what sort of credential it was
 * @param id the user's number, the API key's UUID, or the name of a part of the platform
 * @param name for people to read
 * @param permissions what it may do, all it may do
 * @param server the only server whose telemetry an API key may send and whose work it may fetch, or the node whose key it
 *     is; null for any
 * @param session the login that a user's token belongs to, or null for any other credential
 */
public record Principal(
        Kind kind,
        String id,
        String name,
        Set<Permission> permissions,
        @Nullable UUID server,
        @Nullable UUID session) {

    /** Sorts of principals. */
    public enum Kind {
        USER("user"),
        API_KEY("api-key"),
        /** The platform itself: a process or a timer. */
        SYSTEM("system");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }
    }

    public Principal {
        permissions = Set.copyOf(permissions);
    }

    /** One without a session. */
    public Principal(Kind kind, String id, String name, Set<Permission> permissions, @Nullable UUID server) {
        this(kind, id, name, permissions, server, null);
    }

    /** A part of the platform itself, which may do everything. */
    public static Principal system(String name) {
        return new Principal(Kind.SYSTEM, name, name, Set.of(Permission.SYSTEM_ADMIN), null);
    }

    /** How the ledger names it: {@code user:1}, {@code api-key:<uuid>}, {@code system:<name>}. */
    public String actor() {
        return kind.wireName + ":" + id;
    }

    /** Whether it acts for one server or node alone. */
    public boolean isBound() {
        return server != null;
    }

    /** Whether it may do what needs this permission. */
    public boolean may(Permission permission) {
        return Permission.allows(permissions, permission);
    }

    /** Whether it may do what needs any one of these permissions. */
    public boolean mayAny(Collection<Permission> any) {
        return any.stream().anyMatch(this::may);
    }
}
