@NullMarked
package dev.fleetledger.providers.simulated;

import org.jspecify.annotations.NullMarked;
