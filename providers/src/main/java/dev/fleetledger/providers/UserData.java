package dev.fleetledger.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a machine is handed for cloud-init. It may hold secrets: it is in no log, event or answer.
 *
 * @param text as cloud-init reads it, in UTF-8
 */
public record UserData(String text) {

    /** As it is sent. */
    public byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    /** By which it is known to those who may not see it, in lower-case hexadecimal. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every platform", e);
        }
    }

    /** Says nothing of the text. */
    @Override
    public String toString() {
        return "UserData[" + sha256() + "]";
    }
}
