/** Machines as providers know them: what is in them, and how far they are. */
@NullMarked
package dev.fleetledger.schemas.machine;

import org.jspecify.annotations.NullMarked;
