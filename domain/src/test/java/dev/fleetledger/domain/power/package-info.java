@NullMarked
package dev.fleetledger.domain.power;

import org.jspecify.annotations.NullMarked;
