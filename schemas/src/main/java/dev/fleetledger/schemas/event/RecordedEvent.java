package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.Position;

/**
 * An event as it stands in the ledger.
 *
 * @param hash SHA-256 over the previous event's hash of the same fleet, the headers and the value; lower-case hex
 */
public record RecordedEvent(Position position, EventMetadata metadata, FleetEvent event, String hash) {}
