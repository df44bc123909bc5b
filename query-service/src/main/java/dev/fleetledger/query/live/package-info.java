/**
 * Streams, as server-sent events or WebSockets: of views, each event of which shows everything, and of feeds, which come to an end
 * or may not be missed. What an event shows is said by the area that opens the stream, a {@link
 * dev.fleetledger.query.live.Course} sends it, and only a {@link dev.fleetledger.query.live.Sink} knows in which protocol.
 */
@NullMarked
package dev.fleetledger.query.live;

import org.jspecify.annotations.NullMarked;
