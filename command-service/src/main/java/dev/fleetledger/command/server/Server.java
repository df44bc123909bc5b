package dev.fleetledger.command.server;

import dev.fleetledger.schemas.event.ServerDetails;
import java.time.Instant;
import java.util.UUID;

/**
 * A server as the deciders know it.
 *
 * @param id its uuid
 * @param slug its readable id, in the case it was registered with
 * @param number counted per fleet from 1
 */
public record Server(UUID id, String slug, long number, ServerDetails details, Instant createdAt, Instant updatedAt) {}
