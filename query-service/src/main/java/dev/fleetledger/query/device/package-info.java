/** Reads of devices. */
@NullMarked
package dev.fleetledger.query.device;

import org.jspecify.annotations.NullMarked;
