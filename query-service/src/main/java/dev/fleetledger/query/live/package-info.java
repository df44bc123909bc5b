/**
 * Streams of server-sent events: of views, each event of which shows everything, and of feeds, which come to an end or may not
 * be missed. What an event shows is said by the area that opens the stream.
 */
@NullMarked
package dev.fleetledger.query.live;

import org.jspecify.annotations.NullMarked;
