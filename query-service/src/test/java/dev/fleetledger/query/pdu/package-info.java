/** Reads of PDUs, sockets and devices, against a real database. */
@NullMarked
package dev.fleetledger.query.pdu;

import org.jspecify.annotations.NullMarked;
