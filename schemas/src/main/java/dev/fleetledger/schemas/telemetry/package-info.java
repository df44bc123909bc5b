/** What servers report of themselves, as topics carry it. How it is received and stored does not live here. */
@NullMarked
package dev.fleetledger.schemas.telemetry;

import org.jspecify.annotations.NullMarked;
