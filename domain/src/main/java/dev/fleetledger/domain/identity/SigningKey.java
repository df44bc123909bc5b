package dev.fleetledger.domain.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SigningKeyEvent;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyPublished;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyRetired;
import org.jspecify.annotations.Nullable;

/**
 * A key by which tokens are signed, as far as everybody may know it.
 *
 * @param kid its name in tokens
 * @param publicKey Ed25519, base64url without padding
 */
public record SigningKey(@JsonProperty("id") String kid, String publicKey) implements Aggregate {

    /** The key after an event; null once it is retired. */
    public static @Nullable SigningKey evolve(
            @Nullable SigningKey before, SigningKeyEvent event, EventMetadata metadata) {
        return switch (event) {
            case SigningKeyPublished published -> new SigningKey(published.kid(), published.publicKey());
            case SigningKeyRetired ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return new AggregateRef(AggregateType.SIGNING_KEY, kid);
    }
}
