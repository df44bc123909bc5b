@NullMarked
package dev.fleetledger.kit.kafka;

import org.jspecify.annotations.NullMarked;
