package dev.fleetledger.command.identity;

import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.kit.security.Secret;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords by Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane; cheatsheetseries.owasp.org, "Password
 * Storage"). Only a few at a time, so that logins take neither all memory nor all processors.
 */
public final class Passwords {
    /** The fewest and the most characters of a password. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 128;

    private static final Cost COST = new Cost(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final SecureRandom random = new SecureRandom();
    private final Semaphore places;
    private final Secret nobodys;

    /** What a hash costs: memory in KiB, passes over it, lanes. */
    private record Cost(int memory, int passes, int lanes) {}

    /**
     * @param atOnce how many are hashed at a time, from 1; the others wait a little
     */
    public Passwords(int atOnce) {
        places = new Semaphore(atOnce, true);
        nobodys = hash(Secret.random(24));
    }

    /** The hash of a password, in PHC form; it is a secret too. Throws {@link UnavailableException} when too many wait. */
    public Secret hash(Secret password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var hash = compute(password, salt, HASH_BYTES, COST);
        var base64 = Base64.getEncoder().withoutPadding();
        return new Secret("$argon2id$v=19$m=%s,t=%s,p=%s$%s$%s"
                .formatted(
                        COST.memory(),
                        COST.passes(),
                        COST.lanes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash)));
    }

    /**
     * Whether that is the password behind a hash. Takes as long for a wrong one, and for nobody's: so does not tell whether
     * there is such a user. Throws {@link UnavailableException} when too many wait.
     *
     * @param hash as {@link #hash} made it; empty is nobody's, which no password matches
     */
    public boolean verify(Optional<Secret> hash, Secret password) {
        var phc = PHC.matcher(hash.orElse(nobodys).value());
        if (!phc.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        var cost = new Cost(
                Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)), Integer.parseInt(phc.group(3)));
        var expected = Base64.getDecoder().decode(phc.group(5));
        var actual = compute(password, Base64.getDecoder().decode(phc.group(4)), expected.length, cost);
        return MessageDigest.isEqual(expected, actual) && hash.isPresent();
    }

    private byte[] compute(Secret password, byte[] salt, int length, Cost cost) {
        enter();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memory())
                    .withIterations(cost.passes())
                    .withParallelism(cost.lanes())
                    .withSalt(salt)
                    .build());
            var hash = new byte[length];
            generator.generateBytes(password.bytes(), hash);
            return hash;
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnavailableException("Too many logins at a time", WAIT);
    }
}
