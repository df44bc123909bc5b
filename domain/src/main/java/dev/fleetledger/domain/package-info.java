/**
 * What all aggregates have in common, and how they are kept. Pure: no Kafka, HTTP, SQL, clock or randomness. Each area's
 * aggregates are in a package of their own below this.
 */
@NullMarked
package dev.fleetledger.domain;

import org.jspecify.annotations.NullMarked;
