package dev.fleetledger.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an agent runs. Every part is checked; a bad one is a {@link ConfigException} that names its variable.
 *
 * @param baseUrl of the platform, http or https, without a trailing slash
 * @param apiKey that may send this server's telemetry; never shown
 * @param serverId the server's slug, UUID or number
 * @param idFromHostname whether that was only made of the hostname, by which the platform finds the server then
 * @param interval between heartbeats, 1 s to 1 h
 * @param bufferSize how many heartbeats wait at most while the platform is away, 1..10000; past it the oldest are dropped
 * @param spool the folder where waiting heartbeats outlive the agent; null keeps them in memory
 */
public record AgentConfig(
        URI baseUrl,
        String apiKey,
        String serverId,
        boolean idFromHostname,
        Duration interval,
        int bufferSize,
        @Nullable Path spool) {

    /** Half a minute. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

    /** A day of heartbeats, at one a minute. */
    public static final int DEFAULT_BUFFER_SIZE = 1440;

    private static final int LONGEST_KEY = 512;
    private static final int LARGEST_BUFFER = 10_000;
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    public AgentConfig {
        baseUrl = checked(baseUrl);
        require(
                isHeaderValue(apiKey),
                "FLEET_API_KEY must be 1 to " + LONGEST_KEY + " printable ASCII characters without spaces.");
        require(
                ServerId.isValid(serverId),
                "FLEET_SERVER_ID must be 1 to 63 letters, digits and hyphens, and start and end with a letter or digit.");
        require(
                interval.compareTo(Duration.ofSeconds(1)) >= 0 && interval.compareTo(LONGEST_INTERVAL) <= 0,
                "FLEET_INTERVAL_SECONDS must be 1 to " + LONGEST_INTERVAL.toSeconds() + ".");
        require(
                bufferSize >= 1 && bufferSize <= LARGEST_BUFFER,
                "FLEET_BUFFER_SIZE must be 1 to " + LARGEST_BUFFER + ".");
    }

    /** For a server whose id was chosen. */
    public AgentConfig(
            URI baseUrl, String apiKey, String serverId, Duration interval, int bufferSize, @Nullable Path spool) {
        this(baseUrl, apiKey, serverId, false, interval, bufferSize, spool);
    }

    /** The defaults for the machine this runs on, named by its hostname. */
    public static AgentConfig forThisMachine(URI baseUrl, String apiKey) {
        return new AgentConfig(
                baseUrl, apiKey, Hostname.defaultServerId(), true, DEFAULT_INTERVAL, DEFAULT_BUFFER_SIZE, null);
    }

    /** The same with another interval. */
    public AgentConfig withInterval(Duration other) {
        return new AgentConfig(baseUrl, apiKey, serverId, idFromHostname, other, bufferSize, spool);
    }

    /** The same for another server. */
    public AgentConfig withServerId(String other) {
        return new AgentConfig(baseUrl, apiKey, other, interval, bufferSize, spool);
    }

    /** The same with waiting heartbeats kept in a folder, which is made if it is not there. */
    public AgentConfig withSpool(Path other) {
        return new AgentConfig(baseUrl, apiKey, serverId, idFromHostname, interval, bufferSize, other);
    }

    @Override
    public String toString() {
        return "AgentConfig[baseUrl=%s, serverId=%s, interval=%s, bufferSize=%s, spool=%s]"
                .formatted(baseUrl, serverId, interval, bufferSize, spool);
    }

    private static URI checked(URI url) {
        var web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        require(
                web
                        && url.getHost() != null
                        && url.getPort() <= 65_535
                        && url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null,
                "FLEET_URL must be an http or https address such as https://fleet.example.com,"
                        + " without user, query or fragment.");
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    private static boolean isHeaderValue(String key) {
        return !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ConfigException(otherwise);
        }
    }
}
