@NullMarked
package dev.fleetledger.standalone;

import org.jspecify.annotations.NullMarked;
