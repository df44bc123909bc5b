package dev.fleetledger.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this agent, as the build wrote it. */
final class Version {
    static final String CURRENT = read();

    private Version() {}

    private static String read() {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
