package dev.fleetledger.command.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.security.KeyedHash;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.event.Concealed;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The codes by which nodes that asked to join are told apart: five characters, none of which looks like another. Whoever
 * has a code can fetch the node's key, so the ledger has its keyed hash alone.
 */
final class RegistrationCodes {
    static final int LENGTH = 5;
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final byte[] PURPOSE = "registration-code".getBytes(UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyedHash hash;

    RegistrationCodes(KeyedHash hash) {
        this.hash = hash;
    }

    /** A new one. */
    static Secret create() {
        return new Secret(RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining()));
    }

    /** What the ledger has of a code, in whatever case it was typed. */
    Concealed hash(String code) {
        return new Concealed(
                hash.hash(PURPOSE, code.strip().toUpperCase(Locale.ROOT).getBytes(UTF_8)));
    }
}
