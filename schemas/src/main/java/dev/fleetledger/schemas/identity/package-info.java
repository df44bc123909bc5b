/** Who may do what, as every service holds it in memory; the values of {@code fleet.identity}. */
@NullMarked
package dev.fleetledger.schemas.identity;

import org.jspecify.annotations.NullMarked;
