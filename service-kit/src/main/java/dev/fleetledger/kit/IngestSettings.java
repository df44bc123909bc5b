package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.schemas.telemetry.SeriesText;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The section {@code ingest} of a service's configuration. */
public final class IngestSettings {
    /** Where the command-service takes registrations; this instance itself if there is none. */
    @JsonProperty
    private @Nullable URI commandService;

    /** How many bytes of requests may be held at a time; past them senders are told to come back. */
    @Min(1 << 20)
    @Max(1 << 30)
    @JsonProperty
    private int bytesInFlight = 128 << 20;

    /** The longest body of a batch as it is sent. */
    @Min(1 << 10)
    @Max(64 << 20)
    @JsonProperty
    private int bodyBytes = 8 << 20;

    /** The longest body of a batch once decompressed. */
    @Min(1 << 10)
    @Max(128 << 20)
    @JsonProperty
    private int decompressedBytes = 16 << 20;

    /** Labels of one series, the metric's name apart. */
    @Min(1)
    @Max(64)
    @JsonProperty
    private int labelsPerSeries = 64;

    /** Characters of a metric's or label's name. */
    @Min(1)
    @Max(SeriesText.LONGEST_NAME)
    @JsonProperty
    private int nameLength = SeriesText.LONGEST_NAME;

    /** Characters of a label's value. */
    @Min(1)
    @Max(SeriesText.LONGEST_VALUE)
    @JsonProperty
    private int labelValueLength = SeriesText.LONGEST_VALUE;

    /** Different series of one server within an hour. */
    @Min(1)
    @Max(1_000_000)
    @JsonProperty
    private int seriesPerServer = 20_000;

    /** How long ago a sample may have been measured. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MINUTES)
    @JsonProperty
    private io.dropwizard.util.Duration oldest = io.dropwizard.util.Duration.days(7);

    /** How far in the future a sample may have been measured, by clocks that go wrong. */
    @NotNull
    @JsonProperty
    private io.dropwizard.util.Duration ahead = io.dropwizard.util.Duration.minutes(5);

    /** Which labels name the server of a series, the first that it has, separated by commas. */
    @NotEmpty
    @JsonProperty
    private String serverLabels = "server,instance,host";

    public @Nullable URI commandService() {
        return commandService;
    }

    public int bytesInFlight() {
        return bytesInFlight;
    }

    public int bodyBytes() {
        return bodyBytes;
    }

    public int decompressedBytes() {
        return decompressedBytes;
    }

    public int labelsPerSeries() {
        return labelsPerSeries;
    }

    public int nameLength() {
        return nameLength;
    }

    public int labelValueLength() {
        return labelValueLength;
    }

    public int seriesPerServer() {
        return seriesPerServer;
    }

    public Duration oldest() {
        return oldest.toJavaDuration();
    }

    public Duration ahead() {
        return ahead.toJavaDuration();
    }

    public List<String> serverLabels() {
        return Arrays.stream(serverLabels.split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .toList();
    }
}
