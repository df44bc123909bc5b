package dev.fleetledger.schemas.job;

import dev.fleetledger.schemas.machine.Lifecycle;
import java.util.UUID;

/**
 * The server that a job is about, as it was when that was asked for: it may be deleted before the job is over.
 *
 * @param serverNumber counted per fleet from 1
 * @param systemId by which the provider knows it
 * @param lifecycle to which it goes back if nothing was begun
 */
public record JobTarget(UUID serverId, long serverNumber, String hostname, String systemId, Lifecycle lifecycle) {}
