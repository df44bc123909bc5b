/** Keys, and what is done with them: sealing, signing, hashing, proving. Who may do what lives in {@code kit.identity}. */
@NullMarked
package dev.fleetledger.kit.security;

import org.jspecify.annotations.NullMarked;
