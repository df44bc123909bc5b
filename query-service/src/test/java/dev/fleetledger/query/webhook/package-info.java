/** Tests of what is shown of webhooks. */
@NullMarked
package dev.fleetledger.query.webhook;

import org.jspecify.annotations.NullMarked;
