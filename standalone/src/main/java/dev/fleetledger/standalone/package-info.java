/**
 * The whole platform in one JVM: its parts, in the order in which they start. What a service does may not live here,
 * only how the services are run together.
 */
@NullMarked
package dev.fleetledger.standalone;

import org.jspecify.annotations.NullMarked;
