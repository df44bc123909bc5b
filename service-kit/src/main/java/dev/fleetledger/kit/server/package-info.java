/**
 * Every server as the {@code fleet.servers} topic tells it, kept in memory. The one package of the kit that knows an
 * area of the fleet, as every service needs it; nothing may be decided here.
 */
@NullMarked
package dev.fleetledger.kit.server;

import org.jspecify.annotations.NullMarked;
