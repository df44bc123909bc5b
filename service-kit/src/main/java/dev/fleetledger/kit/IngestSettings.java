package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The section {@code ingest} of a service's configuration. */
public final class IngestSettings {
    /** Where the command-service takes registrations; this instance itself if there is none. */
    @JsonProperty
    private @Nullable URI commandService;

    /** How many bytes may wait for Kafka at a time; past them senders are told to come back. */
    @Min(1 << 20)
    @Max(1 << 30)
    @JsonProperty
    private int bytesInFlight = 32 << 20;

    public @Nullable URI commandService() {
        return commandService;
    }

    public int bytesInFlight() {
        return bytesInFlight;
    }
}
