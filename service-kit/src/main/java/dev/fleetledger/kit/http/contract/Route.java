package dev.fleetledger.kit.http.contract;

import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which contract answers a path, and under which path its resources stand. The paths of Gough are unversioned there, all
 * others begin with {@code /api/v1}.
 *
 * @param path in its one spelling, or as the resources know it
 */
public record Route(Contract contract, String path) {
    private static final String API = "/api";
    private static final String V1 = "/api/v1";
    private static final Set<String> GOUGH_ONLY =
            Set.of("auth", "status", "stats", "jobs", "templates", "config", "users", "logs", "ws");
    private static final Set<Contract> SERVERS = Sets.immutableEnumSet(Contract.HOMELAB, Contract.CHATOPS);
    private static final Set<Contract> HOMELAB = Sets.immutableEnumSet(Contract.HOMELAB);
    private static final Set<Contract> GOUGH = Sets.immutableEnumSet(Contract.GOUGH);
    private static final Set<Contract> CHATOPS = Sets.immutableEnumSet(Contract.CHATOPS);
    private static final Set<Contract> NODES = Sets.immutableEnumSet(Contract.NODES);
    private static final Set<Contract> PDU = Sets.immutableEnumSet(Contract.PDU);

    /**
     * Settles it.
     *
     * @param path in its one spelling
     * @param withApiKey whether {@code X-API-Key} was sent
     * @param withBearer whether {@code Authorization: Bearer} was sent
     */
    public static Route of(String path, Accept accept, boolean withApiKey, boolean withBearer) {
        if (!isUnder(path, V1)) {
            return new Route(isUnder(path, API) ? Contract.GOUGH : Contract.HOMELAB, path);
        }
        var rest = path.substring(V1.length());
        var segments = rest.split("/", 4);
        var first = segments.length > 1 ? segments[1] : "";
        var own = own(segments);
        var asked = accept.preferred(Sets.union(own, GOUGH));
        if (!first.isEmpty()
                && (GOUGH_ONLY.contains(first) || asked.filter(GOUGH::contains).isPresent())) {
            return new Route(Contract.GOUGH, API + rest);
        }
        var usual = own.equals(SERVERS) && withBearer && !withApiKey
                ? Contract.CHATOPS
                : own.iterator().next();
        return new Route(asked.filter(own::contains).orElse(usual), path);
    }

    /** The contracts of a path by its segments after the version, of which the first is empty. */
    private static Set<Contract> own(String[] segments) {
        return switch (segments.length > 1 ? segments[1] : "") {
            case "servers" -> SERVERS;
            case "metrics" -> segments.length > 2 && segments[2].equals("nodes") ? NODES : CHATOPS;
            case "alerts", "docker", "commands", "api-keys" -> CHATOPS;
            case "nodes" -> NODES;
            case "pdus", "sockets", "devices" -> PDU;
            default -> HOMELAB;
        };
    }

    /** Whether it belongs to the API at all. */
    public static boolean isApi(String path) {
        return isUnder(path, API);
    }

    /** The contracts that a path of the resources may answer in. */
    public static Set<Contract> contracts(String path) {
        var settled = EnumSet.noneOf(Contract.class);
        for (var contract : Contract.values()) {
            var accept = Accept.of(contract.mediaType());
            var route = of(path, accept, false, false);
            if (route.path().equals(path) && accept.answer(route.contract()).isPresent()) {
                settled.add(contract);
            }
        }
        return settled;
    }

    /** Whether what it answers goes on as long as the client listens. */
    public static boolean isStream(String path) {
        return isApi(path)
                && (path.endsWith("/stream") || path.endsWith("/stream/") || path.indexOf("/ws/", API.length()) >= 0);
    }

    private static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
