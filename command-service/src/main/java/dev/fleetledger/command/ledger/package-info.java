/** The runtime: owns partitions, decides in order, commits in groups. */
@NullMarked
package dev.fleetledger.command.ledger;

import org.jspecify.annotations.NullMarked;
