package dev.fleetledger.standalone;

import java.nio.file.Path;

/**
 * How a platform is to run.
 *
 * @param data the folder with all that it keeps, made if absent
 * @param port of the API, 0 for any free one
 * @param adminPort of health checks and metrics, 0 for any free one
 * @param agent whether this machine reports itself
 */
public record PlatformOptions(Path data, int port, int adminPort, boolean agent) {}
