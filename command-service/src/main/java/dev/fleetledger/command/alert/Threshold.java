package dev.fleetledger.command.alert;

import dev.fleetledger.schemas.event.ThresholdDetails;
import java.time.Instant;
import java.util.UUID;

/** A threshold as the deciders know it. */
public record Threshold(UUID id, ThresholdDetails details, Instant createdAt, Instant updatedAt) {}
