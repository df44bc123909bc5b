@NullMarked
package dev.fleetledger.query.telemetry.block;

import org.jspecify.annotations.NullMarked;
