/**
 * Kafka as every service uses it: its settings, its topics' creation, what is kept of them in memory. Which topics there
 * are stands in {@code schemas.topic}; what their records mean may not be known here.
 */
@NullMarked
package dev.fleetledger.kit.kafka;

import org.jspecify.annotations.NullMarked;
