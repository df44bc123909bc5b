/** Webhooks, and what is sent to them. */
@NullMarked
package dev.fleetledger.command.webhook;

import org.jspecify.annotations.NullMarked;
