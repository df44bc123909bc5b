/** The query-service as a whole. */
@NullMarked
package dev.fleetledger.query;

import org.jspecify.annotations.NullMarked;
