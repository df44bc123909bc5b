package dev.fleetledger.kit;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.BaseConfigurationFactory;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import jakarta.validation.Validator;
import java.util.function.UnaryOperator;
import org.apache.commons.text.StringSubstitutor;
import org.jspecify.annotations.Nullable;

/**
 * Configuration as every application reads it: what would be ignored or changed in silence is refused. That is a setting that
 * stands twice or that nobody knows, and a variable that is neither set nor has a default.
 *
 * @param <T> what it describes
 */
public final class StrictYaml<T> extends BaseConfigurationFactory<T> {

    /** @param prefix of the system properties that go before the file's settings */
    public StrictYaml(Class<T> type, @Nullable Validator validator, ObjectMapper mapper, String prefix) {
        super(
                YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build(),
                YAMLFactory.FORMAT_NAME_YAML,
                type,
                validator,
                mapper.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES),
                prefix);
    }

    /**
     * The same files with their variables, <code>${NAME:-default}</code>, replaced. A value is taken as it is, whatever
     * characters it has, where the file has the variable in double quotes.
     *
     * @param variables the value of one, or null if it is not set
     */
    public static ConfigurationSourceProvider substituting(
            ConfigurationSourceProvider files, UnaryOperator<@Nullable String> variables) {
        var substitutor = new StringSubstitutor(name -> escaped(variables.apply(name)));
        substitutor.setEnableUndefinedVariableException(true);
        substitutor.setDisableSubstitutionInValues(true);
        return new SubstitutingSourceProvider(files, substitutor);
    }

    private static @Nullable String escaped(@Nullable String value) {
        return value == null
                ? null
                : value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t");
    }
}
