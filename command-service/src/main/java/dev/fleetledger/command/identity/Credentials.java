package dev.fleetledger.command.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.fleetledger.kit.security.ApiKeySecret;
import dev.fleetledger.kit.security.PrivateFile;
import dev.fleetledger.kit.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What the first start makes for the platform's owner: {@code credentials.json} in the data folder, which nobody else can
 * read.
 *
 * @param baseUrl where the platform is reached
 * @param apiKey may do everything
 * @param agentKey of agents: registers servers and sends their telemetry
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Credentials(String baseUrl, String adminEmail, Secret adminPassword, Secret apiKey, Secret agentKey) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int PASSWORD_BYTES = 18;

    /** New random ones. */
    static Credentials create(String baseUrl, String adminEmail) {
        return new Credentials(
                baseUrl,
                adminEmail,
                Secret.random(PASSWORD_BYTES),
                ApiKeySecret.create(UUID.randomUUID()).text(),
                ApiKeySecret.create(UUID.randomUUID()).text());
    }

    /** What the file holds, if it is there. */
    public static Optional<Credentials> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(PrivateFile.read(file), Credentials.class));
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IOException(file + " is damaged; restore it or delete it");
        }
    }

    void write(Path file) throws IOException {
        PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    Credentials at(String baseUrl) {
        return new Credentials(baseUrl, adminEmail, adminPassword, apiKey, agentKey);
    }

    ApiKeySecret adminKey() {
        return key(apiKey);
    }

    ApiKeySecret agentsKey() {
        return key(agentKey);
    }

    private static ApiKeySecret key(Secret text) {
        return ApiKeySecret.parse(text.value())
                .orElseThrow(() -> new IllegalStateException("the credentials hold no API key of ours"));
    }
}
