/** Projectors against a real broker and database. */
@NullMarked
package dev.fleetledger.query.projection;

import org.jspecify.annotations.NullMarked;
