@NullMarked
package dev.fleetledger.kit.json;

import org.jspecify.annotations.NullMarked;
