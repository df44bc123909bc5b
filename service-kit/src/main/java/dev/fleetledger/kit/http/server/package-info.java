/**
 * Puts the platform's HTTP into a server: filters, error handlers, the log of requests, connectors. Only this room
 * knows all others, and none of them knows it. What a resource needs lives elsewhere.
 */
@NullMarked
package dev.fleetledger.kit.http.server;

import org.jspecify.annotations.NullMarked;
