/**
 * Streams of server-sent events, each event of which shows everything. What an event shows is said by the area that
 * opens the stream.
 */
@NullMarked
package dev.fleetledger.query.live;

import org.jspecify.annotations.NullMarked;
