/** What every service starts with: its configuration, and the bundle that makes it speak the platform's HTTP. */
@NullMarked
package dev.fleetledger.kit;

import org.jspecify.annotations.NullMarked;
