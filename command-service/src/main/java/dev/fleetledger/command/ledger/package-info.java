/** The runtime: owns partitions, decides in order, commits in groups. It knows no area, and nothing of HTTP. */
@NullMarked
package dev.fleetledger.command.ledger;

import org.jspecify.annotations.NullMarked;
