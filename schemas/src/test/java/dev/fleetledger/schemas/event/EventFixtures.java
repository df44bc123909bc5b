package dev.fleetledger.schemas.event;

import java.util.List;
import java.util.UUID;

/** At least one of every event, with and without its optional parts. */
final class EventFixtures {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final ServerDetails FULL =
            new ServerDetails("omv-mediaserver", "Media Server", 22, "192.168.1.10", 65, List.of("media", "nas"));
    private static final ServerDetails LEAST = new ServerDetails("h", "h", 1, null, null, List.of());

    private EventFixtures() {}

    static List<FleetEvent> all() {
        return List.of(
                new ServerEvent.ServerRegistered(ID, "omv-mediaserver", 1, ServerEvent.Origin.API, FULL),
                new ServerEvent.ServerRegistered(ID, "h", Long.MAX_VALUE, ServerEvent.Origin.HEARTBEAT, LEAST),
                new ServerEvent.ServerUpdated(ID, FULL),
                new ServerEvent.ServerUpdated(ID, LEAST),
                new ServerEvent.ServerDeleted(ID));
    }
}
