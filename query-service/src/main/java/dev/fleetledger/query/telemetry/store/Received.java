package dev.fleetledger.query.telemetry.store;

import java.util.List;
import java.util.UUID;

/** What one record of {@code fleet.telemetry} says: samples of one server, or nothing if it could not be read. */
record Received(UUID server, List<Incoming> series) {
    static final Received NOTHING = new Received(new UUID(0, 0), List.of());
}
