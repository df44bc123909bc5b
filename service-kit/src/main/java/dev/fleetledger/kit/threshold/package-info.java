/** What clients say of thresholds, to whichever service. */
@NullMarked
package dev.fleetledger.kit.threshold;

import org.jspecify.annotations.NullMarked;
