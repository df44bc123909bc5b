@NullMarked
package dev.fleetledger.testing.openapi;

import org.jspecify.annotations.NullMarked;
