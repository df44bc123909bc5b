/**
 * Changes of servers, by operators and by agents that register themselves. What servers measure does not come here, but
 * to the ingest-service.
 */
@NullMarked
package dev.fleetledger.command.server;

import org.jspecify.annotations.NullMarked;
