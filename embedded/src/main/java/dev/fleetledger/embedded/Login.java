package dev.fleetledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a node knows its own clients from the machine's other users, who can reach its ports: by a password that stands in files
 * of its folder. SASL's PLAIN asks nothing of a folder that was formatted without it, and nothing leaves the machine.
 */
record Login(String password) {
    static final String PROTOCOL = "SASL_PLAINTEXT";

    private static final String USER = "fleet";
    private static final String MECHANISM = "PLAIN";

    /** The password that the folder has, a new one if it has none; and beside it what clients are to be given. */
    static Login in(Path directory) throws IOException {
        var login = new Login(Secrets.inFile(directory.resolve("password")));
        Secrets.write(clientFile(directory), login.clientText());
        return login;
    }

    /** That of a folder that has one. */
    static @Nullable Login find(Path directory) throws IOException {
        var file = directory.resolve("password");
        return Files.exists(file) ? new Login(Secrets.inFile(file)) : null;
    }

    /** Where clients find how to log in, as Kafka's own tools read it. */
    static Path clientFile(Path directory) {
        return directory.resolve("client.properties");
    }

    Map<String, String> ofClient() {
        return Map.of("security.protocol", PROTOCOL, "sasl.mechanism", MECHANISM, "sasl.jaas.config", module(""));
    }

    Map<String, String> ofBroker(List<String> listeners) {
        var p = new TreeMap<String, String>();
        p.put("sasl.enabled.mechanisms", MECHANISM);
        p.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        p.put("sasl.mechanism.controller.protocol", MECHANISM);
        for (var listener : listeners) {
            var prefix =
                    "listener.name." + listener.toLowerCase(Locale.ROOT) + "." + MECHANISM.toLowerCase(Locale.ROOT);
            p.put(prefix + ".sasl.jaas.config", module(" user_" + USER + "=\"" + password + "\""));
        }
        return p;
    }

    private String module(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + USER + "\" password=\""
                + password + "\"" + options + ";";
    }

    private String clientText() {
        return new TreeMap<>(ofClient())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return USER;
    }
}
