package dev.fleetledger.kit.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.kit.security.KeysetFile;
import dev.fleetledger.kit.security.Secret;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;

/** The section {@code identity} of a service's configuration. */
public final class IdentitySettings {
    /** The platform's keys, readable by nobody else; {@code keyset.json} in the data folder if empty. */
    @NotNull
    @JsonProperty
    private Path keysetFile = Path.of("");

    /** The keyset itself, as JSON or base64 of it, in place of a file; empty for none. */
    @NotNull
    @JsonProperty
    private Secret keyset = new Secret("");

    /** The administrator that the first start makes. */
    @NotNull
    @Pattern(regexp = "[^@\\s]+@[^@\\s]+")
    @JsonProperty
    private String adminEmail = "admin@fleet.local";

    /** How long an access token is good for. */
    @NotNull
    @JsonProperty
    private Duration accessTokenLifetime = Duration.ofHours(1);

    /** How long a refresh token is good for. */
    @NotNull
    @JsonProperty
    private Duration refreshTokenLifetime = Duration.ofDays(30);

    /** Nobody is authenticated any more where Kafka has been out of reach for so long. */
    @NotNull
    @JsonProperty
    private Duration stallLimit = Duration.ofSeconds(10);

    /** Where the keys are, for a service with that data folder. */
    public KeysetFile keys(Path dataDirectory) {
        var named = !keysetFile.toString().isBlank();
        return new KeysetFile(
                named ? keysetFile : dataDirectory.resolve("keyset.json"),
                keyset.value().isBlank() ? null : keyset);
    }

    public String adminEmail() {
        return adminEmail;
    }

    public Duration accessTokenLifetime() {
        return accessTokenLifetime;
    }

    public Duration refreshTokenLifetime() {
        return refreshTokenLifetime;
    }

    public Duration stallLimit() {
        return stallLimit;
    }
}
