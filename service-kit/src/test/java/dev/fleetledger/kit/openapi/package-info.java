@NullMarked
package dev.fleetledger.kit.openapi;

import org.jspecify.annotations.NullMarked;
