/** Users, sessions and API keys as they may be shown. */
@NullMarked
package dev.fleetledger.query.identity;

import org.jspecify.annotations.NullMarked;
