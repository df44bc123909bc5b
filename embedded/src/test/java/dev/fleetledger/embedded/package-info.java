@NullMarked
package dev.fleetledger.embedded;

import org.jspecify.annotations.NullMarked;
