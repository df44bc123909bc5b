package dev.fleetledger.embedded.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One Kafka and one PostgreSQL for all the tests of a JVM, started when first asked for, gone with the JVM. They run in
 * containers where a Docker engine answers, else embedded; {@code FLEET_TEST_SERVERS=docker} or {@code embedded} decides it.
 * Tests share them, so each makes topics, groups and databases of its own.
 */
public final class TestServers {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServers() {}

    /** The {@code bootstrap.servers} of a broker of its own cluster, without topics at first, which it never makes by itself. */
    public static String kafka() {
        return TestKafka.SHARED.bootstrapServers();
    }

    /** A new, empty database. */
    public static TestDatabase postgres() {
        return postgres("test_" + DATABASES.incrementAndGet());
    }

    /** The database of this name, made empty when first asked for: a letter, then lower-case letters, digits and "_". */
    public static TestDatabase postgres(String name) {
        return TestPostgresql.SHARED.database(name);
    }

    /** Starts a cluster of three brokers, always embedded, which the caller closes. */
    public static ThreeBrokers threeBrokers() {
        return ThreeBrokers.start();
    }
}
