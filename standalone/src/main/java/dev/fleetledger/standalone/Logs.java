package dev.fleetledger.standalone;

import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform's log: everything in a file of the data folder, warnings on the terminal too. */
public final class Logs implements AutoCloseable {
    private Logs() {}

    /** Where the log of the platform on this data is. */
    public static Path file(Path data) {
        return data.resolve("logs").resolve("fleet.log");
    }

    static Logs start(Bootstrap<?> bootstrap, ConfigurationFiles files, Path data) throws IOException {
        var logging = files.logging(file(data));
        logging.configure(bootstrap.getMetricRegistry(), "fleet");
        return new Logs();
    }

    /** Writes what is still in memory. */
    @Override
    public void close() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.detachAndStopAllAppenders();
        }
    }
}
