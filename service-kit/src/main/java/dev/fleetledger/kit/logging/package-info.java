/** How logs look. */
@NullMarked
package dev.fleetledger.kit.logging;

import org.jspecify.annotations.NullMarked;
