/** The service that decides. */
@NullMarked
package dev.fleetledger.command;

import org.jspecify.annotations.NullMarked;
