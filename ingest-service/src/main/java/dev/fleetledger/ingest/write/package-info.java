/**
 * Prometheus' remote write, version 1.0 of its specification, made into series. What is done with series lives in
 * {@code ingest.batch}.
 */
@NullMarked
package dev.fleetledger.ingest.write;

import org.jspecify.annotations.NullMarked;
