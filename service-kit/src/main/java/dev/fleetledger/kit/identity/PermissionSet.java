package dev.fleetledger.kit.identity;

import static dev.fleetledger.kit.identity.Permission.*;

import dev.fleetledger.schemas.event.UserDetails;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Permissions that go together, under one coarse name. */
public enum PermissionSet {
    READ,
    WRITE,
    DEPLOY,
    /** Everything. */
    ADMIN;

    public Set<Permission> permissions() {
        return switch (this) {
            case READ ->
                Set.of(
                        SERVER_READ,
                        METRICS_READ,
                        ALERT_READ,
                        TEMPLATE_READ,
                        JOB_READ,
                        NODE_LIST,
                        PDU_VIEW,
                        DEVICE_LIST,
                        DEVICE_READ);
            case WRITE ->
                Set.of(
                        SERVER_WRITE,
                        SERVER_REGISTER,
                        SERVER_EXEC,
                        METRICS_WRITE,
                        ALERT_MANAGE,
                        TEMPLATE_MANAGE,
                        DEVICE_CREATE,
                        DEVICE_UPDATE,
                        DEVICE_DELETE,
                        DEVICE_CONFIGURE,
                        DEVICE_MANAGE);
            case DEPLOY -> Set.of(SERVER_LIFECYCLE, SERVER_POWER, JOB_READ, JOB_MANAGE);
            case ADMIN -> Set.of(SYSTEM_ADMIN);
        };
    }

    /** The name in requests and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a name stands for, be it a set's or a single permission's; empty if it is neither. */
    public static Optional<Set<Permission>> find(String wireName) {
        return Arrays.stream(values())
                .filter(set -> set.wireName().equals(wireName))
                .findFirst()
                .map(PermissionSet::permissions)
                .or(() -> Permission.find(wireName).map(Set::of));
    }

    /** All a user may do of whom this is said, in the shortest names. */
    public static List<String> describe(UserDetails user) {
        return describe(Role.permissionsOf(user));
    }

    /** The shortest names for permissions: those of the sets held whole, then the single rest. */
    public static List<String> describe(Collection<Permission> permissions) {
        var all = permissions.contains(SYSTEM_ADMIN);
        var names = new LinkedHashSet<String>();
        var rest = permissions.isEmpty() ? EnumSet.noneOf(Permission.class) : EnumSet.copyOf(permissions);
        for (var set : values()) {
            if (all || permissions.containsAll(set.permissions())) {
                names.add(set.wireName());
                rest.removeAll(set.permissions());
            }
        }
        if (!all) {
            rest.forEach(permission -> names.add(permission.wireName()));
        }
        return List.copyOf(names);
    }
}
