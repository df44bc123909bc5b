@NullMarked
package dev.fleetledger.kit.live;

import org.jspecify.annotations.NullMarked;
