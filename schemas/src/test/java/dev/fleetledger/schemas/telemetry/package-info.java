@NullMarked
package dev.fleetledger.schemas.telemetry;

import org.jspecify.annotations.NullMarked;
