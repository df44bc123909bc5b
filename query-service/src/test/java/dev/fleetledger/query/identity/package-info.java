/** Tests of what is shown of users and API keys. */
@NullMarked
package dev.fleetledger.query.identity;

import org.jspecify.annotations.NullMarked;
