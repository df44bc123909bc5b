/** How servers are shown. */
@NullMarked
package dev.fleetledger.kit.server;

import org.jspecify.annotations.NullMarked;
