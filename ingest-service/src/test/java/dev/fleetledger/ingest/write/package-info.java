@NullMarked
package dev.fleetledger.ingest.write;

import org.jspecify.annotations.NullMarked;
