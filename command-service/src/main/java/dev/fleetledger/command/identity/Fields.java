package dev.fleetledger.command.identity;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.PermissionSet;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.kit.security.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a request's fields say beyond their form, and gathers what is wrong with them. */
final class Fields {
    private static final String PERMISSIONS = "a permission such as server.read, or read, write, deploy or admin";

    private final List<FieldError> errors = new ArrayList<>();

    /** A value that must be there once its field was sent. */
    <T> @Nullable T present(String field, @Nullable T value) {
        if (value == null) {
            errors.add(FieldError.invalid(field, "must not be null", null, "a value"));
        }
        return value;
    }

    @Nullable
    Secret password(String field, @Nullable Secret password) {
        var length = password == null
                ? 0
                : password.value().codePointCount(0, password.value().length());
        if (length < Passwords.SHORTEST || length > Passwords.LONGEST) {
            var rule = "%s to %s characters".formatted(Passwords.SHORTEST, Passwords.LONGEST);
            errors.add(FieldError.invalid(field, "must have " + rule, null, rule));
        }
        return password;
    }

    @Nullable
    Role role(String field, String name) {
        var role = Role.find(name);
        if (role.isEmpty()) {
            errors.add(FieldError.invalid(field, "is no role", name, "one of admin, operator, node_admin, viewer"));
        }
        return role.orElse(null);
    }

    Set<Permission> permissions(String field, List<String> names) {
        var found = new HashSet<Permission>();
        for (var name : names) {
            var meant = PermissionSet.find(name);
            if (meant.isEmpty()) {
                errors.add(FieldError.invalid(field, "unknown permission '" + name + "'", name, PERMISSIONS));
            }
            meant.ifPresent(found::addAll);
        }
        return found;
    }

    void wrong(FieldError error) {
        errors.add(error);
    }

    /** Refuses the request if anything was wrong. */
    void check() {
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
    }
}
