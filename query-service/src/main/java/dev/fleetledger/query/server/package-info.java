/**
 * Servers as clients read them, and the table that they are read from. What makes {@code fleet.servers} does not live
 * here, but in {@code query.projection.server}.
 */
@NullMarked
package dev.fleetledger.query.server;

import org.jspecify.annotations.NullMarked;
