/** Who is told of alerts, and what was, or is to be, sent to them. */
@NullMarked
package dev.fleetledger.domain.webhook;

import org.jspecify.annotations.NullMarked;
