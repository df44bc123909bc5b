/** HTTP as every service and all five contracts share it: who asks, in which contract, and how it is answered. */
@NullMarked
package dev.fleetledger.kit.http;

import org.jspecify.annotations.NullMarked;
