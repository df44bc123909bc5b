/** How power distribution units, their sockets and devices are shown. */
@NullMarked
package dev.fleetledger.kit.pdu;

import org.jspecify.annotations.NullMarked;
