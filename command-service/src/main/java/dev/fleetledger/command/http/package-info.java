/** The one way from an HTTP request to a command, and back. */
@NullMarked
package dev.fleetledger.command.http;

import org.jspecify.annotations.NullMarked;
