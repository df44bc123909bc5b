@NullMarked
package dev.fleetledger.embedded.testing;

import org.jspecify.annotations.NullMarked;
