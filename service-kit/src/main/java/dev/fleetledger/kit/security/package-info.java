/** Keys, and what is done with them: sealing, signing, hashing, proving. */
@NullMarked
package dev.fleetledger.kit.security;

import org.jspecify.annotations.NullMarked;
