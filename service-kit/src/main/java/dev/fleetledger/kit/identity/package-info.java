/**
 * Who asks, and what they may do. How users and keys come to be does not live here: that is decided by the
 * command-service.
 */
@NullMarked
package dev.fleetledger.kit.identity;

import org.jspecify.annotations.NullMarked;
