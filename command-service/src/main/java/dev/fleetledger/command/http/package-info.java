/** The one way from an HTTP request to a command, and back, for all areas. It knows no area. */
@NullMarked
package dev.fleetledger.command.http;

import org.jspecify.annotations.NullMarked;
