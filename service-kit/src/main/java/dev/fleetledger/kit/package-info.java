/**
 * What every service starts with: its configuration, and the bundles that make it speak the platform's HTTP, over Kafka.
 * What one service alone uses may not live here or below, but in that service. The exception are the sections of
 * {@link FleetConfiguration}: each service can be told everything, as one process may hold them all.
 */
@NullMarked
package dev.fleetledger.kit;

import org.jspecify.annotations.NullMarked;
