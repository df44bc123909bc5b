package dev.fleetledger.standalone.cli;

import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.kit.kafka.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A Kafka other than the data folder's, and how to get in. */
final class KafkaOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka, which has the platform's topics. Default: the data folder's")
    private @Nullable String bootstrap;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, such as TLS and SASL, for --bootstrap.")
    private @Nullable Path properties;

    /** How to reach it; empty if none is named. */
    Optional<KafkaSettings> settings() {
        if (bootstrap == null) {
            return Optional.empty();
        }
        var settings = KafkaSettings.replicated(bootstrap);
        return Optional.of(properties == null ? settings : settings.withClientPropertiesFile(readable(properties)));
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new PlatformFailure("The properties in " + file + " cannot be read.");
        }
        return file;
    }
}
