/** Reads of webhooks and of what was sent to them. */
@NullMarked
package dev.fleetledger.query.webhook;

import org.jspecify.annotations.NullMarked;
