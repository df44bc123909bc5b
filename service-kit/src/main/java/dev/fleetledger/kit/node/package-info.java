/** Nodes as every service that shows them does. */
@NullMarked
package dev.fleetledger.kit.node;

import org.jspecify.annotations.NullMarked;
