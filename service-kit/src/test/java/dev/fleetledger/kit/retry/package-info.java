@NullMarked
package dev.fleetledger.kit.retry;

import org.jspecify.annotations.NullMarked;
