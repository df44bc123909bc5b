package dev.fleetledger.kit.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.schemas.event.UserDetails;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user is to the fleet, and may do unless told otherwise. */
public enum Role {
    ADMIN,
    /** Runs the fleet, without its users, its configuration and who may join it. */
    OPERATOR,
    /** Sees the nodes whole, and everything else as a {@link #VIEWER} does. */
    NODE_ADMIN,
    VIEWER;

    /** The name in requests and answers. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that wire name, if there is one. */
    public static Optional<Role> find(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(wireName))
                .findFirst();
    }

    /** All a user may do of whom this is said; a role that this version does not know allows nothing. */
    public static Set<Permission> permissionsOf(UserDetails user) {
        return user.permissions() == null
                ? find(user.role()).map(Role::permissions).orElse(Set.of())
                : Permission.of(user.permissions());
    }

    /** What a user of this role may do. */
    public Set<Permission> permissions() {
        return switch (this) {
            case ADMIN -> Set.of(Permission.SYSTEM_ADMIN);
            case OPERATOR ->
                EnumSet.complementOf(EnumSet.of(
                        Permission.SYSTEM_ADMIN,
                        Permission.USER_MANAGE,
                        Permission.CONFIG_MANAGE,
                        Permission.NODE_MANAGE,
                        Permission.NODE_REPORT));
            case NODE_ADMIN -> {
                var all = EnumSet.copyOf(PermissionSet.READ.permissions());
                all.add(Permission.NODE_READ);
                yield all;
            }
            case VIEWER -> PermissionSet.READ.permissions();
        };
    }
}
