package dev.fleetledger.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key: what cannot be guessed or computed without it. */
public final class KeyedHash {
    /** The length of a key, in bytes. */
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Ready for a first part; each hash is made by a copy of it, as it takes longer to make one ready. */
    private final Mac ready;

    /** Throws IllegalArgumentException if the key is not of {@link #KEY_BYTES}. */
    public KeyedHash(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of a keyed hash has " + KEY_BYTES + " bytes");
        }
        try {
            ready = Mac.getInstance(ALGORITHM);
            ready.init(new SecretKeySpec(key, ALGORITHM));
            // A provider that cannot is found at the start.
            var unused = ready.clone();
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash of these parts, in hex; no two lists of parts are taken for one another. */
    public String hash(byte[]... parts) {
        try {
            var mac = (Mac) ready.clone();
            for (var part : parts) {
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether that is the hash of these parts; takes as long either way. */
    public boolean matches(String hash, byte[]... parts) {
        return MessageDigest.isEqual(hash.getBytes(UTF_8), hash(parts).getBytes(UTF_8));
    }
}
