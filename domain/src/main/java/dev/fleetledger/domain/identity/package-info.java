/**
 * Who is known to a fleet: users, their logins and API keys, and the keys that sign tokens. Secrets are here as they are
 * sealed or hashed, never plain.
 */
@NullMarked
package dev.fleetledger.domain.identity;

import org.jspecify.annotations.NullMarked;
