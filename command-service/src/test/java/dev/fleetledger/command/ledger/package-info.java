@NullMarked
package dev.fleetledger.command.ledger;

import org.jspecify.annotations.NullMarked;
