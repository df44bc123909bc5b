/** Nodes with what they report. */
@NullMarked
package dev.fleetledger.schemas.node;

import org.jspecify.annotations.NullMarked;
