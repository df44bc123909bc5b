/** Takes in what servers report. */
@NullMarked
package dev.fleetledger.ingest;

import org.jspecify.annotations.NullMarked;
