package dev.fleetledger.standalone.cli;

import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.kit.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
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
        return Optional.of(properties == null ? settings : settings.withClientProperties(read(properties)));
    }

    private static Map<String, String> read(Path file) {
        var read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new PlatformFailure("The properties in " + file + " cannot be read: " + e.getMessage());
        }
        return read.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, read::getProperty));
    }
}
