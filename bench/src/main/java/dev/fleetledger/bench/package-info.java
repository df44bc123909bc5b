/** Benchmarks that measure the platform beside its alternatives, in one run. */
@NullMarked
package dev.fleetledger.bench;

import org.jspecify.annotations.NullMarked;
