/** Users, sessions and API keys as they may be shown. Hashes and sealed secrets may not leave this package. */
@NullMarked
package dev.fleetledger.query.identity;

import org.jspecify.annotations.NullMarked;
