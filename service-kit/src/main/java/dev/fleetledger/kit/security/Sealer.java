package dev.fleetledger.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Seals secrets before they reach a topic. What was sealed for one place opens in no other. */
public final class Sealer {
    private final Aead aead;

    Sealer(Aead aead) {
        this.aead = aead;
    }

    /**
     * Seals a secret for a place.
     *
     * @param field the name of what it is there
     */
    public Concealed seal(FleetId fleet, AggregateRef aggregate, String field, Secret secret) {
        try {
            var sealed = aead.encrypt(secret.bytes(), place(fleet, aggregate, field));
            return new Concealed(Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * Opens what was sealed for that place. Throws IllegalArgumentException if it was not, was changed since, or was sealed
     * by a key that is not in the keyset.
     */
    public Secret unseal(FleetId fleet, AggregateRef aggregate, String field, Concealed concealed) {
        try {
            var sealed = Base64.getDecoder().decode(concealed.value());
            return new Secret(new String(aead.decrypt(sealed, place(fleet, aggregate, field)), UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(field + " of " + aggregate + " cannot be unsealed by this keyset", e);
        }
    }

    private static byte[] place(FleetId fleet, AggregateRef aggregate, String field) {
        return (fleet + "\n" + aggregate + "\n" + field).getBytes(UTF_8);
    }
}
