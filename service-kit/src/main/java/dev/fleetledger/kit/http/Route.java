package dev.fleetledger.kit.http;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which contract answers a path, and under which path its resources stand. The paths of Gough are unversioned there, all
 * others begin with {@code /api/v1}.
 *
 * @param path as sent, or as the resources know it
 */
record Route(Contract contract, String path) {
    private static final String API = "/api";
    private static final String V1 = "/api/v1";
    private static final Set<String> GOUGH_ONLY =
            Set.of("auth", "status", "stats", "jobs", "templates", "config", "users", "logs", "ws");
    private static final Set<Contract> SERVERS = EnumSet.of(Contract.HOMELAB, Contract.CHATOPS);

    /**
     * Settles it.
     *
     * @param path with its leading slash, still encoded
     * @param withApiKey whether {@code X-API-Key} was sent
     * @param withBearer whether {@code Authorization: Bearer} was sent
     */
    static Route of(String path, Accept accept, boolean withApiKey, boolean withBearer) {
        if (!isUnder(path, V1)) {
            return new Route(isUnder(path, API) ? Contract.GOUGH : Contract.HOMELAB, path);
        }
        var rest = path.substring(V1.length());
        var segments = rest.split("/", 4);
        var first = segments.length > 1 ? segments[1] : "";
        if (!first.isEmpty()
                && (GOUGH_ONLY.contains(first)
                        || accept.preferred(EnumSet.allOf(Contract.class))
                                .filter(Contract.GOUGH::equals)
                                .isPresent())) {
            return new Route(Contract.GOUGH, API + rest);
        }
        var contract = switch (first) {
            case "servers" ->
                accept.preferred(SERVERS).orElse(withBearer && !withApiKey ? Contract.CHATOPS : Contract.HOMELAB);
            case "metrics" -> segments.length > 2 && segments[2].equals("nodes") ? Contract.NODES : Contract.CHATOPS;
            case "alerts", "docker", "commands", "api-keys" -> Contract.CHATOPS;
            case "nodes" -> Contract.NODES;
            case "pdus", "sockets", "devices" -> Contract.PDU;
            default -> Contract.HOMELAB;
        };
        return new Route(contract, path);
    }

    /** Whether it belongs to the API at all. */
    static boolean isApi(String path) {
        return isUnder(path, API);
    }

    /** The contracts that a path of the resources may answer in. */
    static Set<Contract> contracts(String path) {
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

    private static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
