@NullMarked
package dev.fleetledger.providers;

import org.jspecify.annotations.NullMarked;
