package dev.fleetledger.kit.http.access;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Set;

/** Who may call a resource method. */
public sealed interface Access {

    /**
     * Whoever holds any one of them.
     *
     * @param bindable see {@link Bindable}
     */
    record Holders(Set<Permission> permissions, boolean bindable) implements Access {}

    /**
     * Anyone with a credential.
     *
     * @param bindable see {@link Bindable}
     */
    record Anyone(boolean bindable) implements Access {}

    /** Anyone at all. */
    record Everybody() implements Access {}

    /** As the method's annotations say; an exception if they say nothing, or contradict one another. */
    static Access of(Method method) {
        var bindable = method.isAnnotationPresent(Bindable.class);
        var found = new ArrayList<Access>();
        var required = method.getAnnotation(RequiresPermission.class);
        if (required != null && required.value().length > 0) {
            found.add(new Holders(Set.of(required.value()), bindable));
        }
        if (method.isAnnotationPresent(Authenticated.class)) {
            found.add(new Anyone(bindable));
        }
        if (method.isAnnotationPresent(Public.class) && !bindable) {
            found.add(new Everybody());
        }
        if (found.size() != 1) {
            throw new IllegalStateException(method
                    + " must have one of @RequiresPermission, @Authenticated and @Public, the last without @Bindable");
        }
        return found.getFirst();
    }

    /** 401 or 403 if the call may not. */
    default void check(Call call) {
        switch (this) {
            case Everybody ignored -> {}
            case Anyone anyone -> check(call.principal(), Set.of(), anyone.bindable());
            case Holders holders -> check(call.principal(), holders.permissions(), holders.bindable());
        }
    }

    private static void check(Principal principal, Set<Permission> anyOf, boolean bindable) {
        var held = principal.isBound() && !bindable ? Set.<Permission>of() : principal.permissions();
        if ((principal.isBound() && !bindable) || !(anyOf.isEmpty() || principal.mayAny(anyOf))) {
            throw new RejectedException(new Rejection.Forbidden(anyOf, held));
        }
    }
}
