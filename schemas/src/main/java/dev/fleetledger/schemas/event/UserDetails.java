package dev.fleetledger.schemas.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a user.
 *
 * @param email 3 to 254 characters, unique in the fleet regardless of case
 * @param name 1 to 200 characters
 * @param role wire name
 * @param permissions wire names of all it may do, or null for what its role may
 * @param disabled whether it may not log in
 */
public record UserDetails(
        String email, String name, String role, @Nullable List<String> permissions, boolean disabled) {

    public UserDetails {
        permissions = permissions == null ? null : List.copyOf(permissions);
    }
}
