package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;

/** Facts about the keys that sign tokens. */
public sealed interface SigningKeyEvent extends IdentityEvent {

    /** The key's name in tokens. */
    String kid();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.SIGNING_KEY, kid());
    }

    /**
     * Tokens may be signed by it from now on.
     *
     * @param publicKey Ed25519, base64url without padding
     */
    @EventType("signing_key.published")
    record SigningKeyPublished(String kid, String publicKey) implements SigningKeyEvent {}

    /** No token signed by it is good any more. */
    @EventType("signing_key.retired")
    record SigningKeyRetired(String kid) implements SigningKeyEvent {}
}
