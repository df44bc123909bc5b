package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Servers and requests to test with. */
final class ServerFixtures {
    static final UUID MEDIA = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    static final UUID NEW = UUID.fromString("9a4f4c3a-2f0c-4a5e-8f44-1d1f0d7f6a10");
    static final ServerDetails DETAILS =
            new ServerDetails("omv-mediaserver", "Media Server", 22, "192.168.1.10", 65, List.of("nas"));

    private ServerFixtures() {}

    static ServerRegistered media() {
        return registered(MEDIA, "omv-mediaserver", 1, DETAILS);
    }

    static ServerRegistered registered(UUID id, String slug, long number, ServerDetails details) {
        return new ServerRegistered(id, slug, number, Origin.API, details);
    }

    /** Details with nothing but a hostname given. */
    static ServerDetails bare(String hostname) {
        return new ServerDetails(hostname, hostname, 22, null, null, List.of());
    }

    /** A request that sends nothing; {@code with} adds what it sends. */
    static final ServerFields NOTHING = new ServerFields(
            Field.absent("hostname"),
            Field.absent("display_name"),
            Field.absent("port"),
            Field.absent("ip_address"),
            Field.absent("tdp_watts"),
            Field.absent("tags"));

    static ServerFields withHostname(ServerFields fields, @Nullable String hostname) {
        return new ServerFields(
                Field.of("hostname", hostname),
                fields.displayName(),
                fields.port(),
                fields.ipAddress(),
                fields.tdpWatts(),
                fields.tags());
    }

    static ServerFields withDisplayName(ServerFields fields, @Nullable String name) {
        return new ServerFields(
                fields.hostname(),
                Field.of("display_name", name),
                fields.port(),
                fields.ipAddress(),
                fields.tdpWatts(),
                fields.tags());
    }

    static ServerFields withAddress(ServerFields fields, @Nullable String address) {
        return new ServerFields(
                fields.hostname(),
                fields.displayName(),
                fields.port(),
                Field.of("ip_address", address),
                fields.tdpWatts(),
                fields.tags());
    }

    static ServerFields withNumbers(ServerFields fields, @Nullable Integer port, @Nullable Integer tdpWatts) {
        return new ServerFields(
                fields.hostname(),
                fields.displayName(),
                Field.of("port", port),
                fields.ipAddress(),
                Field.of("tdp_watts", tdpWatts),
                fields.tags());
    }

    static ServerFields withTags(ServerFields fields, @Nullable List<String> tags) {
        return new ServerFields(
                fields.hostname(),
                fields.displayName(),
                fields.port(),
                fields.ipAddress(),
                fields.tdpWatts(),
                Field.of("tags", tags));
    }
}
