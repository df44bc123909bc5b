/**
 * Samples in PostgreSQL: how they come in from {@code fleet.telemetry}, are compacted, and are read. Nothing of HTTP may
 * live here.
 */
@NullMarked
package dev.fleetledger.query.telemetry.store;

import org.jspecify.annotations.NullMarked;
