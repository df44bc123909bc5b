package dev.fleetledger.command.device;

import dev.fleetledger.schemas.event.DeviceDetails;
import java.time.Instant;
import java.util.UUID;

/** A device as the deciders know it. */
public record Device(UUID id, DeviceDetails details, Instant createdAt, Instant updatedAt) {}
