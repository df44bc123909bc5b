/** Machines that are not there: what is asked of them takes seconds, changes nothing, and fails if their names say so. */
@NullMarked
package dev.fleetledger.providers.simulated;

import org.jspecify.annotations.NullMarked;
