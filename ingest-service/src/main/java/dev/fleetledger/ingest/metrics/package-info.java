/** Batches of samples in JSON. */
@NullMarked
package dev.fleetledger.ingest.metrics;

import org.jspecify.annotations.NullMarked;
