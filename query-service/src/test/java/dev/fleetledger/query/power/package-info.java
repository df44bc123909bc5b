/** Reads of PDUs, sockets and devices, against a real database. */
@NullMarked
package dev.fleetledger.query.power;

import org.jspecify.annotations.NullMarked;
