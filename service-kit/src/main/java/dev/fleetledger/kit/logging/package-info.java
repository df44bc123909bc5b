/** How logs look, for whichever program writes them. What is logged does not live here. */
@NullMarked
package dev.fleetledger.kit.logging;

import org.jspecify.annotations.NullMarked;
