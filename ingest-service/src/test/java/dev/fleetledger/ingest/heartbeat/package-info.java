@NullMarked
package dev.fleetledger.ingest.heartbeat;

import org.jspecify.annotations.NullMarked;
