package dev.fleetledger.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetTest {
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00Z");
    private static final AggregateRef USER = new AggregateRef(AggregateType.USER, "1");
    private static final Secret SECRET = new Secret("hunter2 hunter2");

    @TempDir
    Path folder;

    @Test
    void theFirstStartMakesAKeysetThatNobodyElseCanRead() throws IOException {
        var path = folder.resolve("keys/keyset.json");
        var made = new KeysetFile(path, null).loadOrCreate(NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        var read = new KeysetFile(path, null).loadOrCreate(NOW.plusSeconds(1));
        assertThat(read.text()).isEqualTo(made.text());
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        var path = folder.resolve("keyset.json");
        new KeysetFile(path, null).loadOrCreate(NOW);
        for (var mode : new String[] {"rw-r--r--", "rw--w----", "rw----r--"}) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> new KeysetFile(path, null).load())
                    .as(mode)
                    .hasRootCauseInstanceOf(PrivateFile.NotPrivateException.class)
                    .rootCause()
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() {
        var keyset = Keyset.create(NOW);
        var base64 = Base64.getEncoder().encodeToString(keyset.text().value().getBytes(UTF_8));
        for (var text : new String[] {keyset.text().value(), base64}) {
            var loaded = new KeysetFile(folder.resolve("none"), new Secret(text)).loadOrCreate(NOW);
            assertThat(loaded.text()).isEqualTo(keyset.text());
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void whatIsSealedOpensInItsOwnPlaceOnly() {
        var sealer = Keyset.create(NOW).sealer();
        var sealed = sealer.seal(FleetId.DEFAULT, USER, "password", SECRET);
        assertThat(sealed.value()).doesNotContain("hunter2");
        assertThat(sealer.unseal(FleetId.DEFAULT, USER, "password", sealed)).isEqualTo(SECRET);
        assertThatThrownBy(() -> sealer.unseal(FleetId.DEFAULT, USER, "other", sealed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealer.unseal(new FleetId("x"), USER, "password", sealed))
                .isInstanceOf(IllegalArgumentException.class);
        var other = new AggregateRef(AggregateType.USER, "2");
        assertThatThrownBy(() -> sealer.unseal(FleetId.DEFAULT, other, "password", sealed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Keyset.create(NOW).sealer().unseal(FleetId.DEFAULT, USER, "password", sealed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(sealed.value());
    }

    @Test
    void rotationSealsAndSignsByNewKeysAndStillOpensWhatWasSealedBefore() {
        var old = Keyset.create(NOW);
        var sealed = old.sealer().seal(FleetId.DEFAULT, USER, "password", SECRET);
        var rotated = Keyset.parse(old.rotate(NOW.plusSeconds(1)).text());
        assertThat(rotated.sealer().unseal(FleetId.DEFAULT, USER, "password", sealed))
                .isEqualTo(SECRET);
        assertThat(rotated.sealingKeys()).hasSize(2);
        assertThat(rotated.signing()).hasSize(2);
        assertThat(rotated.signing().getFirst().kid())
                .isNotEqualTo(old.signing().getFirst().kid());
        var sealedAfter = rotated.sealer().seal(FleetId.DEFAULT, USER, "password", SECRET);
        assertThatThrownBy(() -> old.sealer().unseal(FleetId.DEFAULT, USER, "password", sealedAfter))
                .isInstanceOf(IllegalArgumentException.class);
        var key = ApiKeySecret.create(UUID.randomUUID());
        assertThat(rotated.verifier().matches(old.verifier().hash(key), key)).isTrue();
        assertThat(rotated.idempotency().hash(new byte[] {1}))
                .isEqualTo(old.idempotency().hash(new byte[] {1}));
    }

    @Test
    void onlyAnOlderSigningKeyCanBeRetired() {
        var old = Keyset.create(NOW);
        var kid = old.signing().getFirst().kid();
        assertThatThrownBy(() -> old.retire(kid)).hasMessageContaining("rotate first");
        assertThatThrownBy(() -> old.retire("nobody")).hasMessageContaining("nobody");
        var retired = Keyset.parse(old.rotate(NOW.plusSeconds(1)).retire(kid).text());
        assertThat(retired.signing()).hasSize(1).noneMatch(key -> key.kid().equals(kid));
        assertThat(retired.retired()).containsExactly(kid);
    }

    @Test
    void aVerifierChecksKeysAndHasNothingElse() {
        var keyset = Keyset.create(NOW);
        var text = keyset.verifierText();
        var key = ApiKeySecret.create(UUID.randomUUID());
        var hash = keyset.verifier().hash(key);
        var verifier = VerifierKeys.parse(text);
        assertThat(verifier.matches(hash, key)).isTrue();
        assertThat(verifier.matches(hash, new ApiKeySecret(key.id(), Secret.random(32))))
                .isFalse();
        assertThat(verifier.matches(hash, new ApiKeySecret(UUID.randomUUID(), key.secret())))
                .isFalse();
        assertThat(text.value()).doesNotContain("sealing", "signing", "idempotency");
        assertThatThrownBy(() -> Keyset.parse(text)).hasMessageContaining("has no signing");
    }

    @Test
    void damageIsNamedWithoutRepeatingTheKeys() {
        var text = Keyset.create(NOW).text().value();
        assertThatThrownBy(() -> Keyset.parse(new Secret(text.substring(0, text.length() / 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a keyset is a JSON object, or base64 of one");
        assertThatThrownBy(() -> Keyset.parse(new Secret(text.replace("\"version\" : 1", "\"version\" : 2"))))
                .hasMessageContaining("version 2");
    }

    @Test
    void nothingSaysItsSecretByAccident() {
        var keyset = Keyset.create(NOW);
        var key = ApiKeySecret.create(UUID.randomUUID());
        assertThat(key.toString()).doesNotContain(key.secret().value());
        assertThat(keyset.text().toString()).isEqualTo("********");
        assertThat(keyset.toString())
                .doesNotContain("\"d\"", keyset.signing().getFirst().publicKey());
        assertThat(ApiKeySecret.parse(key.text().value())).contains(key);
    }

    @Test
    void partsOfAHashAreToldApart() {
        var hash = new KeyedHash(new byte[KeyedHash.KEY_BYTES]);
        assertThat(hash.hash(new byte[] {1, 2}, new byte[] {3}))
                .isNotEqualTo(hash.hash(new byte[] {1}, new byte[] {2, 3}))
                .hasSize(64);
    }
}
