/** Reads of power distribution units and their sockets. */
@NullMarked
package dev.fleetledger.query.pdu;

import org.jspecify.annotations.NullMarked;
