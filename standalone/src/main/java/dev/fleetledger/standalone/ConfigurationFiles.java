package dev.fleetledger.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.StrictYaml;
import dev.fleetledger.kit.security.KeysetFile;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the platform in one process is told: the services' own file, with what differs where nobody else is. */
public final class ConfigurationFiles {
    /** What the platform settles itself, whatever the environment says. */
    private static final Map<String, String> SETTLED = Map.of(
            "FLEET_INSTANCE", "standalone",
            "FLEET_KAFKA_REPLICATION_FACTOR", "1",
            "FLEET_KAFKA_MIN_INSYNC_REPLICAS", "1",
            "FLEET_KAFKA_FLUSH_EVERY_EVENT", "true",
            "FLEET_SIMULATION", "true");

    /** What it is unless the environment says otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "FLEET_IDLE_TIMEOUT", "30s",
            // Nobody else waits for a share: after a kill the old instance is to be forgotten soon.
            "FLEET_KAFKA_OWNER_TIMEOUT", "2s",
            // All services share them.
            "FLEET_POSTGRES_CONNECTIONS", "64");

    private final Bootstrap<?> bootstrap;
    private final Map<String, String> environment;

    /** @param environment the variables that whoever starts it has set */
    ConfigurationFiles(Bootstrap<?> bootstrap, Map<String, String> environment) {
        this.bootstrap = bootstrap;
        this.environment = environment;
    }

    /** Where the platform on this data has its keys; throws PlatformFailure as {@link #services} does. */
    public static KeysetFile keys(Path data, Map<String, String> environment) {
        try {
            return new ConfigurationFiles(new Bootstrap<>(new PlatformApplication()), environment)
                    .services(Map.of())
                    .identity()
                    .keys(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The services' configuration.
     *
     * @param given variables that go before all others
     * @throws PlatformFailure if a variable's value is not what the file needs there
     */
    FleetConfiguration services(Map<String, String> given) throws IOException {
        var variables = new HashMap<>(DEFAULTS);
        variables.putAll(environment);
        variables.putAll(SETTLED);
        variables.putAll(given);
        return read("service.yml", FleetConfiguration.class, variables);
    }

    /** How the platform logs, to this file and the terminal; throws PlatformFailure as {@link #services} does. */
    DefaultLoggingFactory logging(Path file) throws IOException {
        var logging = (DefaultLoggingFactory) services(Map.of()).getLoggingFactory();
        var variables = new HashMap<>(environment);
        variables.put("LOG_FILE", file.toString());
        logging.setAppenders(
                read("appenders.yml", DefaultLoggingFactory.class, variables).getAppenders());
        return logging;
    }

    private <T> T read(String file, Class<T> type, Map<String, String> variables) throws IOException {
        var source = StrictYaml.substituting(new ResourceConfigurationSourceProvider(), variables::get);
        var validator = bootstrap.getValidatorFactory().getValidator();
        try {
            return new StrictYaml<>(type, validator, bootstrap.getObjectMapper(), "fleet").build(source, file);
        } catch (JsonProcessingException e) {
            throw invalid(e.getOriginalMessage(), e);
        } catch (ConfigurationException e) {
            throw invalid(String.valueOf(e.getMessage()), e);
        }
    }

    private static PlatformFailure invalid(String problem, Exception cause) {
        // Jackson goes on with where in the input and through which classes.
        var known = problem.split(" \\(for POJO| at \\[Source", 2)[0];
        var oneLine = String.join(" ", known.lines().map(String::strip).toList());
        return new PlatformFailure(
                "A FLEET_ variable in the environment has a value that does not fit: " + oneLine, cause);
    }
}
