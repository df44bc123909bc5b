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

    /** Nothing but a hostname. */
    public static ServerFields hostname(String hostname) {
        return new ServerFields(
                Field.of("hostname", hostname),
                Field.absent("display_name"),
                Field.absent("port"),
                Field.absent("ip_address"),
                Field.absent("tdp_watts"),
                Field.absent("tags"));
    }
}
