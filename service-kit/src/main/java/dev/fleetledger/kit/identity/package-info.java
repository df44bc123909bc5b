/** Who asks, and what they may do. */
@NullMarked
package dev.fleetledger.kit.identity;

import org.jspecify.annotations.NullMarked;
