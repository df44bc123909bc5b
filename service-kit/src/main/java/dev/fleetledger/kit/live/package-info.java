/** Streams: what goes on, sent as it goes. */
@NullMarked
package dev.fleetledger.kit.live;

import org.jspecify.annotations.NullMarked;
