/** Reads of servers, against a real database. */
@NullMarked
package dev.fleetledger.query.server;

import org.jspecify.annotations.NullMarked;
