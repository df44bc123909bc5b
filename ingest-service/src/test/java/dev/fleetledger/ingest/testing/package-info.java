@NullMarked
package dev.fleetledger.ingest.testing;

import org.jspecify.annotations.NullMarked;
