/** Signs of life: from an agent's request to a record of telemetry. Samples in bulk do not come this way. */
@NullMarked
package dev.fleetledger.ingest.heartbeat;

import org.jspecify.annotations.NullMarked;
