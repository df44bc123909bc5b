/** Servers as clients read them. */
@NullMarked
package dev.fleetledger.query.server;

import org.jspecify.annotations.NullMarked;
