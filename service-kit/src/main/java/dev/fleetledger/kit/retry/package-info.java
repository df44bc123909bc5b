/** Failures that pass by themselves, and the ever longer pauses between attempts. Knows nothing of what is attempted. */
@NullMarked
package dev.fleetledger.kit.retry;

import org.jspecify.annotations.NullMarked;
