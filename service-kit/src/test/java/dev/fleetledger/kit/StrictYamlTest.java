package dev.fleetledger.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits: {userPerHour: 7}\nidentity: {}\nlimits: {}",
                "limits: {userPerHour: 7, userPerHour: 7}",
                "server:\n  applicationConnectors:\n    - {type: http, port: 1, port: 2}",
                "limits: {userPerHuor: 7}",
                "limit: {userPerHour: 7}",
                "limits: {userPerHour: \"${FLEET_NOBODY_SETS_THIS}\"}"
            })
    @DisplayName("What stands twice, what nobody knows and what is not set keeps every application from starting")
    void refuses(String yaml) {
        assertThatThrownBy(() -> asApplicationsDo(yaml))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(ConfigurationException.class),
                        e -> assertThat(e).isInstanceOf(IOException.class),
                        e -> assertThat(e).isInstanceOf(IllegalArgumentException.class))
                .satisfies(e -> assertThat(e.getMessage())
                        .containsAnyOf("limits", "userPerHour", "port", "userPerHuor", "limit", "FLEET_NOBODY"));
    }

    @Test
    void readsTheRest() throws Exception {
        assertThat(asApplicationsDo("limits: {userPerHour: 7}").limits().userPerHour())
                .isEqualTo(7);
        assertThat(asApplicationsDo("limits: {userPerHour: ${FLEET_NOBODY_SETS_THIS:-8}}")
                        .limits()
                        .userPerHour())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pass word",
                "a\"b",
                "C:\\table\\new",
                "${HOME}",
                "{\"a\": [1]}",
                "x: y # z",
                "two\nlines",
                "'"
            })
    void takesAValueAsItIs(String value) throws Exception {
        var files = StrictYaml.substituting(
                path -> stream("postgres: {password: \"${PASSWORD:-none}\"}"), Map.of("PASSWORD", value)::get);
        var bootstrap = bootstrap();
        var read = new StrictYaml<>(FleetConfiguration.class, null, bootstrap.getObjectMapper(), "test")
                .build(files, "any");
        assertThat(read.postgres().getPassword()).isEqualTo(value);
    }

    private static FleetConfiguration asApplicationsDo(String yaml) throws Exception {
        var bootstrap = bootstrap();
        bootstrap.setConfigurationSourceProvider(path -> stream(yaml));
        bootstrap.addBundle(new KitBundle());
        return bootstrap
                .getConfigurationFactoryFactory()
                .create(
                        FleetConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(bootstrap.getConfigurationSourceProvider(), "any");
    }

    private static Bootstrap<FleetConfiguration> bootstrap() {
        return new Bootstrap<>(new Application<FleetConfiguration>() {
            @Override
            public void run(FleetConfiguration configuration, Environment environment) {}
        });
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
