@NullMarked
package dev.fleetledger.query.telemetry.store;

import org.jspecify.annotations.NullMarked;
