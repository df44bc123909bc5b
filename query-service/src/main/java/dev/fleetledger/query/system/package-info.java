/** The platform as a whole. */
@NullMarked
package dev.fleetledger.query.system;

import org.jspecify.annotations.NullMarked;
