package dev.fleetledger.schemas.threshold;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.util.UUID;

/**
 * A threshold as the ledger has it; the value of {@code fleet.thresholds}.
 *
 * @param version of the aggregate
 */
public record ThresholdSnapshot(UUID id, FleetId fleet, long version, ThresholdDetails details) {}
