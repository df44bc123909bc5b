package dev.fleetledger.kit.identity;

import java.util.Optional;

/** What somebody came with. What lasts, as a stream does, asks it again and again. */
@FunctionalInterface
public interface Credential {

    /**
     * Whose it is now, with what they may do now; empty if it is wrong, expired or revoked.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while nobody can be told here
     */
    Optional<Principal> principal();
}
