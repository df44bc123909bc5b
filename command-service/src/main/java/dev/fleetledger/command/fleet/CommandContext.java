package dev.fleetledger.command.fleet;

import dev.fleetledger.kit.identity.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * What a decider may know besides state and command.
 *
 * @param commandId of the command
 * @param now the time of the events decided; milliseconds; never before the fleet's last event
 * @param principal who asks
 */
public record CommandContext(UUID commandId, Instant now, Principal principal) {}
