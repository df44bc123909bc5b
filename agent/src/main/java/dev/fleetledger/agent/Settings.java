package dev.fleetledger.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's variables, from the environment, else a file of NAME=value lines, else the platform's credentials. */
final class Settings {
    static final String URL = "FLEET_URL";
    static final String API_KEY = "FLEET_API_KEY";
    static final String SERVER_ID = "FLEET_SERVER_ID";
    static final String INTERVAL_SECONDS = "FLEET_INTERVAL_SECONDS";
    static final String BUFFER_SIZE = "FLEET_BUFFER_SIZE";
    static final String SPOOL = "FLEET_SPOOL";
    static final String CREDENTIALS = "FLEET_CREDENTIALS";

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Set<String> NAMES =
            Set.of(URL, API_KEY, SERVER_ID, INTERVAL_SECONDS, BUFFER_SIZE, SPOOL, CREDENTIALS);
    private static final long LARGEST_FILE = 64 * 1024;

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /** Reads all there is. An empty value counts as none. */
    static Settings read(@Nullable Path file, Map<String, String> environment) {
        var values = new HashMap<String, String>();
        if (file != null) {
            values.putAll(fromFile(file));
        }
        NAMES.forEach(name -> put(values, name, environment.get(name)));
        var credentials = values.get(CREDENTIALS);
        if (credentials != null && !(values.containsKey(URL) && values.containsKey(API_KEY))) {
            fromCredentials(path(CREDENTIALS, credentials)).forEach(values::putIfAbsent);
        }
        return new Settings(values);
    }

    /** What an agent needs to run. */
    AgentConfig config() {
        return new AgentConfig(
                url(required(URL)),
                required(API_KEY),
                Optional.ofNullable(values.get(SERVER_ID)).orElseGet(Hostname::defaultServerId),
                !values.containsKey(SERVER_ID),
                Duration.ofSeconds(number(INTERVAL_SECONDS, (int) AgentConfig.DEFAULT_INTERVAL.toSeconds())),
                number(BUFFER_SIZE, AgentConfig.DEFAULT_BUFFER_SIZE),
                Optional.ofNullable(values.get(SPOOL))
                        .map(text -> path(SPOOL, text))
                        .orElse(null));
    }

    /** The same for an agent that sends nothing, and so needs neither address nor key. */
    AgentConfig configWithoutPlatform() {
        var complete = new HashMap<>(values);
        complete.putIfAbsent(URL, "http://localhost");
        complete.putIfAbsent(API_KEY, "none");
        return new Settings(complete).config();
    }

    private String required(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new ConfigException(
                    name + " is missing: set it in the environment, in the file of --config, or point " + CREDENTIALS
                            + " at the platform's credentials.json.");
        }
        return value;
    }

    private int number(String name, int otherwise) {
        var value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new ConfigException(name + " must be a whole number, not '" + value + "'.");
        }
    }

    private static URI url(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new ConfigException(URL + " must be an http or https address: " + e.getReason() + ".");
        }
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new ConfigException(name + " must be a path: " + e.getReason() + ".");
        }
    }

    private static Map<String, String> fromFile(Path file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text("--config", file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("--config: " + file + " is not a file of NAME=value lines.");
        }
        var values = new HashMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            if (!NAMES.contains(name)) {
                throw new ConfigException("--config: " + file + " has the unknown setting " + name + ".");
            }
            put(values, name, properties.getProperty(name));
        }
        if (values.containsKey(API_KEY)) {
            warnIfReadableByOthers(file);
        }
        return values;
    }

    private static Map<String, String> fromCredentials(Path file) {
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(text(CREDENTIALS, file));
        } catch (IOException e) {
            // The parser's message would quote the file, which holds passwords.
            throw new ConfigException(CREDENTIALS + ": " + file + " is not JSON.");
        }
        warnIfReadableByOthers(file);
        var values = new HashMap<String, String>();
        put(values, URL, root.path("base_url").asText());
        put(values, API_KEY, root.path("agent_key").asText());
        return values;
    }

    private static String text(String name, Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ConfigException(name + ": " + file + " is larger than " + LARGEST_FILE + " bytes.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException(
                    name + ": " + file + " cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static void warnIfReadableByOthers(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("{} holds a key and can be read by every user of this machine: chmod o= {}", file, file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("The permissions of {} are unknown here", file);
        }
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, value.strip());
        }
    }
}
