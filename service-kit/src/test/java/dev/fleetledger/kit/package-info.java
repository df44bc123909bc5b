@NullMarked
package dev.fleetledger.kit;

import org.jspecify.annotations.NullMarked;
