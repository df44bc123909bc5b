/**
 * The fleet's state, and the commands and decisions of all deciders; also what answers are kept, and how much there may
 * be. Neither Kafka nor HTTP may be known here.
 */
@NullMarked
package dev.fleetledger.command.fleet;

import org.jspecify.annotations.NullMarked;
