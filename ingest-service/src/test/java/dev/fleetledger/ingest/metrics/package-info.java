@NullMarked
package dev.fleetledger.ingest.metrics;

import org.jspecify.annotations.NullMarked;
