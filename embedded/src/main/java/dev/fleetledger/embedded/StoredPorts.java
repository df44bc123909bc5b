package dev.fleetledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The ports a server had when it last ran, so that it comes back where its clients look for it. */
final class StoredPorts {
    private final Path file;
    private final Properties ports = new Properties();

    StoredPorts(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                ports.load(in);
            }
        }
    }

    /** The port that a listener had last, or 0 if it never had one. */
    int last(String listener) {
        return Integer.parseInt(ports.getProperty(listener, "0"));
    }

    /**
     * The port for a listener: {@code wanted}, or if that is 0 the last one if it is still free, or else any free one.
     *
     * @throws PlatformFailure if the wanted port is taken
     */
    int choose(String listener, int wanted) throws IOException {
        int port;
        if (wanted != 0) {
            Ports.requireFree(wanted);
            port = wanted;
        } else {
            int last = last(listener);
            port = last != 0 && Ports.isFree(last) ? last : anotherFree();
        }
        ports.setProperty(listener, Integer.toString(port));
        try (var out = Files.newOutputStream(file)) {
            ports.store(out, null);
        }
        return port;
    }

    /** Two listeners chosen before either is opened must differ. */
    private int anotherFree() {
        int port = Ports.free();
        return ports.containsValue(Integer.toString(port)) ? anotherFree() : port;
    }
}
