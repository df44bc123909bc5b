package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command with who asks for it, and why.
 *
 * @param id of the command, new for each request
 * @param principal checked again against the fleet's state when it is decided
 * @param address where it came from, if by network
 * @param reason in the words of who asks
 * @param correlation what everything caused by the same request shares
 * @param causation the event that triggered it, if one did
 * @param traceparent W3C trace context, if there is one
 * @param idempotency the client's key, if it sent one
 * @param expectedVersions of which If-Match asked for one, or null if it asked for none
 */
public record CommandRequest(
        UUID id,
        FleetId fleet,
        Command command,
        Principal principal,
        @Nullable String address,
        @Nullable String reason,
        UUID correlation,
        @Nullable UUID causation,
        @Nullable String traceparent,
        @Nullable Idempotency idempotency,
        @Nullable Set<Long> expectedVersions) {}
