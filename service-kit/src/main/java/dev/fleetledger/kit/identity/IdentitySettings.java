package dev.fleetledger.kit.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The section {@code identity} of a service's configuration. */
public final class IdentitySettings {
    /** The platform's keys, readable by nobody else. */
    @JsonProperty
    private @Nullable Path keysetFile;

    /** How long an access token is good for. */
    @JsonProperty
    private Duration accessTokenLifetime = Duration.ofHours(1);

    public @Nullable Path keysetFile() {
        return keysetFile;
    }

    public Duration accessTokenLifetime() {
        return accessTokenLifetime;
    }
}
