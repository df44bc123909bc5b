/** The whole platform in one JVM: its parts, in the order in which they start. */
@NullMarked
package dev.fleetledger.standalone;

import org.jspecify.annotations.NullMarked;
