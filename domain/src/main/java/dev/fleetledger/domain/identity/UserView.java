package dev.fleetledger.domain.identity;

import java.time.Instant;
import java.util.List;
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

    /**
     * A user as they are shown.
     *
     * @param permissions all they may do, in the shortest names
     */
    public static UserView of(User user, List<String> permissions) {
        var details = user.details();
        return new UserView(
                user.number(),
                details.email(),
                details.name(),
                details.role(),
                permissions,
                user.createdAt(),
                user.lastLogin(),
                details.disabled());
    }
}
