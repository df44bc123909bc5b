@NullMarked
package dev.fleetledger.drill;

import org.jspecify.annotations.NullMarked;
