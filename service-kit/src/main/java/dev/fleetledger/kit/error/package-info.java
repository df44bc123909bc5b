/** One model of what can go wrong, rendered by whichever contract answers. */
@NullMarked
package dev.fleetledger.kit.error;

import org.jspecify.annotations.NullMarked;
