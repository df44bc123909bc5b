/** Batches of samples in JSON, made into series. What is done with series lives in {@code ingest.batch}. */
@NullMarked
package dev.fleetledger.ingest.metrics;

import org.jspecify.annotations.NullMarked;
