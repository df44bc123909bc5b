/** Reads of servers, against a real database. */
@NullMarked
package dev.fleetledger.query.system;

import org.jspecify.annotations.NullMarked;
