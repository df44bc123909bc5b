/** Prometheus' remote write, version 1.0 of its specification. */
@NullMarked
package dev.fleetledger.ingest.write;

import org.jspecify.annotations.NullMarked;
