package dev.fleetledger.kit.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a principal may be allowed. {@link #SYSTEM_ADMIN} allows everything. */
public enum Permission {
    SERVER_READ("server.read"),
    SERVER_WRITE("server.write"),
    /** To have a server registered by its agent's first heartbeat; part of {@link #SERVER_WRITE}. */
    SERVER_REGISTER("server.register"),
    SERVER_LIFECYCLE("server.lifecycle"),
    SERVER_POWER("server.power"),
    SERVER_EXEC("server.exec"),
    METRICS_READ("metrics.read"),
    METRICS_WRITE("metrics.write"),
    ALERT_READ("alert.read"),
    ALERT_MANAGE("alert.manage"),
    TEMPLATE_READ("template.read"),
    TEMPLATE_MANAGE("template.manage"),
    JOB_READ("job.read"),
    JOB_MANAGE("job.manage"),
    NODE_LIST("node.list"),
    NODE_READ("node.read"),
    NODE_MANAGE("node.manage"),
    /** What the key that a node is given lets it do: report of itself. */
    NODE_REPORT("node.report"),
    PDU_VIEW("pdu_view"),
    DEVICE_LIST("device.list"),
    DEVICE_READ("device.read"),
    DEVICE_CREATE("device.create"),
    DEVICE_UPDATE("device.update"),
    DEVICE_DELETE("device.delete"),
    DEVICE_CONFIGURE("device.configure"),
    DEVICE_MANAGE("device.manage"),
    CONFIG_MANAGE("config.manage"),
    USER_MANAGE("user.manage"),
    AUDIT_READ("audit.read"),
    SYSTEM_ADMIN("system.admin");

    /** All that the API key of one server can be allowed. */
    public static final Set<Permission> OF_A_SERVER =
            Collections.unmodifiableSet(EnumSet.of(SERVER_REGISTER, METRICS_WRITE));

    private static final Map<String, Permission> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Permission::wireName, Function.identity()));

    private final String wireName;

    Permission(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests and answers. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The permission of that wire name, if there is one. */
    public static Optional<Permission> find(@Nullable String wireName) {
        return wireName == null ? Optional.empty() : Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** Whether who holds these may do what needs that one, which some others include. */
    public static boolean allows(Set<Permission> held, Permission needed) {
        return held.contains(needed)
                || held.contains(SYSTEM_ADMIN)
                || (needed == SERVER_REGISTER && held.contains(SERVER_WRITE));
    }

    /** The permissions of those wire names; what this version does not know allows nothing. */
    public static Set<Permission> of(Collection<String> wireNames) {
        return wireNames.stream().flatMap(name -> find(name).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Their wire names, in a fixed order. */
    public static List<String> names(Collection<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::wireName).toList();
    }
}
