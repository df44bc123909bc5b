@NullMarked
package dev.fleetledger.command.pdu;

import org.jspecify.annotations.NullMarked;
