/**
 * Benchmarks that measure the platform beside its alternatives, in one run. Nothing of it may be used by the platform,
 * which is measured as it runs.
 */
@NullMarked
package dev.fleetledger.bench;

import org.jspecify.annotations.NullMarked;
