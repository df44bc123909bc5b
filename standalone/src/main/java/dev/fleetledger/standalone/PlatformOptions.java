package dev.fleetledger.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a platform is to run.
 *
 * @param data the folder with all that it keeps, made if absent
 * @param port of the API, 0 for any free one
 * @param adminPort of health checks and metrics, 0 for any free one
 * @param agent whether this machine reports itself
 * @param variables of the configuration that go before the environment's
 */
public record PlatformOptions(Path data, int port, int adminPort, boolean agent, Map<String, String> variables) {

    public PlatformOptions {
        variables = Map.copyOf(variables);
    }

    /** With the environment's variables. */
    public PlatformOptions(Path data, int port, int adminPort, boolean agent) {
        this(data, port, adminPort, agent, Map.of());
    }
}
