package dev.fleetledger.kit.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as shown.
 *
 * @param id the user's number
 * @param permissions all they may do, in the shortest names
 * @param lastLogin when they last logged in, or null before the first time
 */
public record UserView(
        long id,
        String email,
        String name,
        String role,
        List<String> permissions,
        Instant createdAt,
        @Nullable Instant lastLogin,
        boolean disabled) {

    public UserView {
        permissions = List.copyOf(permissions);
    }

    /** Of what was said of a user: the role's permissions unless there are others. */
    public static List<String> permissions(String role, @Nullable Collection<String> own) {
        return PermissionSet.describe(
                own == null ? Role.find(role).map(Role::permissions).orElse(Set.of()) : Permission.of(own));
    }
}
