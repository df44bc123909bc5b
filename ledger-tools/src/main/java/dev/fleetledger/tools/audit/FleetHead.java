package dev.fleetledger.tools.audit;

import dev.fleetledger.schemas.FleetId;

/**
 * The end of a fleet's chain.
 *
 * @param sequence of its last event, from 1
 * @param hash of its last event
 */
public record FleetHead(FleetId fleet, long sequence, String hash) {}
