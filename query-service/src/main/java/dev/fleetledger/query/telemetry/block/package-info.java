/**
 * The encoding of samples: columns of times and values, packed into blocks that know when they are damaged. Neither SQL
 * nor Kafka may be known here.
 */
@NullMarked
package dev.fleetledger.query.telemetry.block;

import org.jspecify.annotations.NullMarked;
