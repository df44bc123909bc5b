/** What servers measured, as clients read it. How samples are stored may not be known here, but in {@code store}. */
@NullMarked
package dev.fleetledger.query.telemetry;

import org.jspecify.annotations.NullMarked;
