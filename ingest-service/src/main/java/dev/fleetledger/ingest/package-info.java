/**
 * Takes in what servers report. Here the service is put together; each way in lives in a package of its own, and none
 * may write anything but telemetry.
 */
@NullMarked
package dev.fleetledger.ingest;

import org.jspecify.annotations.NullMarked;
