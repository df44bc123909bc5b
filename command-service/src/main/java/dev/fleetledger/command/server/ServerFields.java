package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.Field;
import java.util.List;

/** What a client says of a server, unchecked: {@link ServerRules} knows what may be. */
public record ServerFields(
        Field<String> hostname,
        Field<String> displayName,
        Field<Integer> port,
        Field<String> ipAddress,
        Field<Integer> tdpWatts,
        Field<List<String>> tags) {

    /** Nothing. */
    public static final ServerFields NONE = new ServerFields(
            Field.absent("hostname"),
            Field.absent("display_name"),
            Field.absent("port"),
            Field.absent("ip_address"),
            Field.absent("tdp_watts"),
            Field.absent("tags"));

    /** Nothing but a hostname. */
    public static ServerFields hostname(String hostname) {
        return of(Field.of("hostname", hostname), NONE.tags());
    }

    /** Nothing but a hostname and tags. */
    public static ServerFields of(Field<String> hostname, Field<List<String>> tags) {
        return new ServerFields(hostname, NONE.displayName, NONE.port, NONE.ipAddress, NONE.tdpWatts, tags);
    }
}
