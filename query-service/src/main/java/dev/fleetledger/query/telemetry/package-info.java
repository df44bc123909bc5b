/** What servers measured, as clients read it. */
@NullMarked
package dev.fleetledger.query.telemetry;

import org.jspecify.annotations.NullMarked;
