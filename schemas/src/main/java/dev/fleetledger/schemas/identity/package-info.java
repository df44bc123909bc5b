/**
 * Who may do what, as every service holds it in memory; the values of {@code fleet.identity}. Secrets may not be here,
 * only their hashes.
 */
@NullMarked
package dev.fleetledger.schemas.identity;

import org.jspecify.annotations.NullMarked;
