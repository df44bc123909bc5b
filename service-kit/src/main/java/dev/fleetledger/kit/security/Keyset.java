package dev.fleetledger.kit.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The platform's keys. The command-service alone has all of them; the other services have a {@link VerifierKeys}.
 *
 * <p>Rotation adds a sealing and a signing key that are used from then on. Old sealing keys stay, since the ledger keeps
 * what they sealed; old signing keys stay until they are retired, which ends the tokens they signed.
 */
public final class Keyset {
    private static final Configuration TINK = tink();

    private final KeysetHandle sealing;
    private final List<SigningKey> signing;
    private final Set<String> retired;
    private final Secret apiKeys;
    private final Secret idempotency;

    private Keyset(
            KeysetHandle sealing, List<SigningKey> signing, Set<String> retired, Secret apiKeys, Secret idempotency) {
        this.sealing = sealing;
        this.signing = signing.stream()
                .sorted(Comparator.comparing(SigningKey::createdAt).reversed())
                .toList();
        this.retired = Set.copyOf(retired);
        this.apiKeys = apiKeys;
        this.idempotency = idempotency;
    }

    /** New random keys. */
    public static Keyset create(Instant now) {
        try {
            return new Keyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK),
                    List.of(SigningKey.create(now)),
                    Set.of(),
                    Secret.random(KeyedHash.KEY_BYTES),
                    Secret.random(KeyedHash.KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads what {@link #text()} wrote, or base64 of it; throws IllegalArgumentException if it is no whole keyset. */
    public static Keyset parse(Secret text) {
        var form = KeysetForm.read(text);
        try {
            var signing = KeysetForm.required("signing", form.signing());
            if (signing.isEmpty()) {
                throw new IllegalArgumentException("the keyset has no signing key");
            }
            return new Keyset(
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            KeysetForm.required("sealing", form.sealing()).toString(),
                            TINK,
                            InsecureSecretKeyAccess.get()),
                    signing.stream().map(SigningKey::parse).toList(),
                    form.retired() == null ? Set.of() : form.retired(),
                    KeysetForm.required("api_keys", form.apiKeys()),
                    KeysetForm.required("idempotency", form.idempotency()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("sealing is no Tink keyset", e);
        }
    }

    /** All of it, to be kept where nobody else can read. */
    public Secret text() {
        return form().write();
    }

    /** The part that services need which only verify, as text; it is a secret too. */
    public Secret verifierText() {
        return form().reduced().write();
    }

    private KeysetForm form() {
        try {
            return KeysetForm.full(
                    TinkJsonProtoKeysetFormat.serializeKeyset(sealing, TINK, InsecureSecretKeyAccess.get()),
                    signing.stream().map(SigningKey::jwk).toList(),
                    new TreeSet<>(retired),
                    apiKeys,
                    idempotency);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same keys, and new ones to seal and sign by from now on. */
    public Keyset rotate(Instant now) {
        try {
            var sealing = KeysetHandle.newBuilder(this.sealing)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
            var signing = new ArrayList<>(this.signing);
            signing.add(SigningKey.create(now));
            return new Keyset(sealing, signing, retired, apiKeys, idempotency);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Without that signing key. Throws IllegalArgumentException if there is none of that name, or it is the newest, which
     * signs.
     */
    public Keyset retire(String kid) {
        if (signing.stream().noneMatch(key -> key.kid().equals(kid))) {
            throw new IllegalArgumentException("there is no signing key " + kid);
        }
        if (signing.getFirst().kid().equals(kid)) {
            throw new IllegalArgumentException("signing key " + kid + " is the newest one: rotate first");
        }
        var gone = new TreeSet<>(retired);
        gone.add(kid);
        var left = signing.stream().filter(key -> !key.kid().equals(kid)).toList();
        return new Keyset(sealing, left, gone, apiKeys, idempotency);
    }

    /** Seals by the newest key, opens by any. */
    public Sealer sealer() {
        try {
            return new Sealer(sealing.getPrimitive(TINK, Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signing keys, newest first; at least one. */
    public List<SigningKey> signing() {
        return signing;
    }

    /** Names of signing keys that were retired. */
    public Set<String> retired() {
        return retired;
    }

    /** Hashes idempotency keys and the requests they came with; the same across rotations. */
    public KeyedHash idempotency() {
        return KeysetForm.hash("idempotency", idempotency);
    }

    public VerifierKeys verifier() {
        return new VerifierKeys(KeysetForm.hash("api_keys", apiKeys));
    }

    /** Names and states of the sealing keys, for people. */
    public List<String> sealingKeys() {
        return IntStream.range(0, sealing.size())
                .mapToObj(sealing::getAt)
                .map(entry -> "%s %s%s"
                        .formatted(
                                Integer.toUnsignedLong(entry.getId()),
                                entry.getStatus() == KeyStatus.ENABLED ? "enabled" : "disabled",
                                entry.isPrimary() ? ", seals" : ""))
                .toList();
    }

    @Override
    public String toString() {
        return "Keyset[" + signing + "]";
    }

    private static Configuration tink() {
        try {
            AeadConfig.register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
