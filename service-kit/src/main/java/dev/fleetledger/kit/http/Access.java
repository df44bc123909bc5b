package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may call a resource method. */
public sealed interface Access {

    /** Whoever holds any one of them. */
    record Holders(Set<Permission> permissions) implements Access {}

    /** Anyone with a credential. */
    record Anyone() implements Access {}

    /** Anyone at all. */
    record Everybody() implements Access {}

    /** As the method's annotation says; an exception if it says nothing, or two things. */
    static Access of(Method method) {
        var found = new ArrayList<Access>();
        var required = method.getAnnotation(RequiresPermission.class);
        if (required != null) {
            found.add(new Holders(Set.of(required.value())));
        }
        if (method.isAnnotationPresent(Authenticated.class)) {
            found.add(new Anyone());
        }
        if (method.isAnnotationPresent(Public.class)) {
            found.add(new Everybody());
        }
        if (found.size() != 1 || found.equals(List.of(new Holders(Set.of())))) {
            throw new IllegalStateException(
                    method + " must have one of @RequiresPermission, @Authenticated and @Public");
        }
        return found.getFirst();
    }

    /** 401 or 403 if the call may not. */
    default void check(Call call) {
        switch (this) {
            case Everybody ignored -> {}
            case Anyone ignored -> call.principal();
            case Holders holders -> {
                var principal = call.principal();
                if (holders.permissions().stream().noneMatch(principal::may)) {
                    throw new RejectedException(
                            new Rejection.Forbidden(holders.permissions(), principal.permissions()));
                }
            }
        }
    }
}
