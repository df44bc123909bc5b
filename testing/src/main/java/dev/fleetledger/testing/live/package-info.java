/** Clients of what goes on. */
@NullMarked
package dev.fleetledger.testing.live;

import org.jspecify.annotations.NullMarked;
