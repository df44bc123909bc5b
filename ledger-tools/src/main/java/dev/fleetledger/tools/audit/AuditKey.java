package dev.fleetledger.tools.audit;

import dev.fleetledger.kit.security.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The Ed25519 key that signs checkpoints, in a file that nobody else can read. */
public final class AuditKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final String publicKey;

    private AuditKey(PrivateKey privateKey, String publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** The key in the file, made if there is none; throws IllegalArgumentException if the file holds no key. */
    public static AuditKey loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, create());
            }
            var lines = PrivateFile.read(file).lines().toList();
            if (lines.size() != 2) {
                throw new IllegalArgumentException(file + " is no audit key");
            }
            var decoded = Base64.getDecoder().decode(lines.getFirst());
            return new AuditKey(
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(decoded)),
                    lines.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException("the audit key " + file + " cannot be read or written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " is no audit key", e);
        }
    }

    private static String create() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        var base64 = Base64.getEncoder();
        return base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                + base64.encodeToString(pair.getPublic().getEncoded()) + "\n";
    }

    /** What its signatures are verified by: base64 of its X.509 form. */
    public String publicKey() {
        return publicKey;
    }

    String sign(byte[] content) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the signature is that key's over that content. */
    static boolean verifies(String publicKey, byte[] content, String signature) {
        try {
            var key = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
