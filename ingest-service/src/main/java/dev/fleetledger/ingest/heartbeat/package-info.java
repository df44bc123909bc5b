/** Signs of life: from an agent's request to a record of telemetry. */
@NullMarked
package dev.fleetledger.ingest.heartbeat;

import org.jspecify.annotations.NullMarked;
