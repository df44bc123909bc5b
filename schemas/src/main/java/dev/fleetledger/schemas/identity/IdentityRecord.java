package dev.fleetledger.schemas.identity;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service needs to authenticate and authorise without asking anybody. There is one while its subject may be used:
 * what was deleted, ended, revoked or retired has none.
 */
public sealed interface IdentityRecord {

    /** What it is of. */
    AggregateRef subject();

    /**
     * A user.
     *
     * @param number counted per fleet from 1
     * @param name for people
     * @param role wire name
     * @param permissions wire names of all it may do
     */
    record UserIdentity(long number, String name, String role, List<String> permissions, boolean disabled)
            implements IdentityRecord {
        public UserIdentity {
            permissions = List.copyOf(permissions);
        }

        @Override
        public AggregateRef subject() {
            return new AggregateRef(AggregateType.USER, Long.toString(number));
        }
    }

    /**
     * A login that goes on.
     *
     * @param user the user's number
     * @param expiresAt when its last refresh token does; milliseconds
     */
    record SessionIdentity(UUID sessionId, long user, Instant expiresAt) implements IdentityRecord {
        @Override
        public AggregateRef subject() {
            return new AggregateRef(AggregateType.SESSION, sessionId.toString());
        }
    }

    /**
     * An API key.
     *
     * @param owner number of the user whose permissions bound it, or {@link ApiKeyEvent#NO_USER}
     * @param scopes wire names of the permissions it was given
     * @param serverId the only server, or the node, it may act for, or null for any
     * @param hash keyed hash of its secret, as the services' keyset makes them
     */
    record ApiKeyIdentity(
            UUID keyId,
            String name,
            long owner,
            List<String> scopes,
            @Nullable UUID serverId,
            @Nullable Instant expiresAt,
            String hash)
            implements IdentityRecord {
        public ApiKeyIdentity {
            scopes = List.copyOf(scopes);
        }

        @Override
        public AggregateRef subject() {
            return new AggregateRef(AggregateType.API_KEY, keyId.toString());
        }

        @Override
        public String toString() {
            return "ApiKeyIdentity[" + keyId + "]";
        }
    }

    /**
     * A key that signs tokens.
     *
     * @param publicKey Ed25519, base64url without padding
     */
    record SigningKeyIdentity(String kid, String publicKey) implements IdentityRecord {
        @Override
        public AggregateRef subject() {
            return new AggregateRef(AggregateType.SIGNING_KEY, kid);
        }
    }

    /** The key of a subject's record: {@code fleet/type/id}. */
    static String key(FleetId fleet, AggregateRef subject) {
        return fleet + "/" + subject;
    }

    /** The record's value. */
    default byte[] encode() {
        return AvroCodec.of(getClass()).encode(this);
    }

    /**
     * The record of that key and value. Throws {@link UnknownSchemaException} for what a newer version wrote,
     * IllegalArgumentException for what is none.
     */
    static IdentityRecord decode(String key, byte[] value) {
        var subject = AggregateRef.parse(key.substring(key.indexOf('/') + 1));
        return switch (subject.type()) {
            case USER -> AvroCodec.of(UserIdentity.class).decode(value);
            case SESSION -> AvroCodec.of(SessionIdentity.class).decode(value);
            case API_KEY -> AvroCodec.of(ApiKeyIdentity.class).decode(value);
            case SIGNING_KEY -> AvroCodec.of(SigningKeyIdentity.class).decode(value);
            case SERVER,
                    JOB,
                    TEMPLATE,
                    PDU,
                    DEVICE,
                    NODE,
                    SITE,
                    BACKUP,
                    THRESHOLD,
                    ALERT,
                    SILENCE,
                    WEBHOOK,
                    DELIVERY,
                    LEDGER ->
                throw new UnknownSchemaException(
                        "no identity record is of a " + subject.type().wireName());
        };
    }
}
