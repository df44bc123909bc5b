@NullMarked
package dev.fleetledger.ingest.batch;

import org.jspecify.annotations.NullMarked;
