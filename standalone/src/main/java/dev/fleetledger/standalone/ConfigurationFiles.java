package dev.fleetledger.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.embedded.PlatformFailure;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import org.apache.commons.text.lookup.StringLookup;

/** The YAML files in this jar, with the variables in them from a map first, then from the environment. */
final class ConfigurationFiles {
    private final Bootstrap<?> bootstrap;

    ConfigurationFiles(Bootstrap<?> bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** @throws PlatformFailure if a variable's value is not what the file needs there */
    <T> T read(String file, Class<T> type, Map<String, String> variables) throws IOException {
        StringLookup lookup = name -> variables.getOrDefault(name, System.getenv(name));
        var source = new SubstitutingSourceProvider(
                new ResourceConfigurationSourceProvider(), new StringSubstitutor(lookup));
        var factory = new YamlConfigurationFactory<>(
                type, bootstrap.getValidatorFactory().getValidator(), bootstrap.getObjectMapper(), "fleet");
        try {
            return factory.build(source, file);
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
