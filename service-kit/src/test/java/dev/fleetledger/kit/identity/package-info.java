@NullMarked
package dev.fleetledger.kit.identity;

import org.jspecify.annotations.NullMarked;
