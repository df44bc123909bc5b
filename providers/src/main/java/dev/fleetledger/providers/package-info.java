/**
 * The port to whoever does to machines what jobs ask for. It knows no ledger, no HTTP and no job; each provider has a
 * package of its own below this, and extends one contract test.
 */
@NullMarked
package dev.fleetledger.providers;

import org.jspecify.annotations.NullMarked;
