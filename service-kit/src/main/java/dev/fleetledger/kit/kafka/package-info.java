/** Kafka as every service uses it. */
@NullMarked
package dev.fleetledger.kit.kafka;

import org.jspecify.annotations.NullMarked;
