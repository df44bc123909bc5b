/**
 * Reads of webhooks and of what was sent to them. Their secrets and the queries of their URLs may not leave this
 * package.
 */
@NullMarked
package dev.fleetledger.query.webhook;

import org.jspecify.annotations.NullMarked;
