/** Streams: what goes on, sent as it goes. */
@NullMarked
package dev.fleetledger.query.live;

import org.jspecify.annotations.NullMarked;
