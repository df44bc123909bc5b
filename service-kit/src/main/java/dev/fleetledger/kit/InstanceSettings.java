package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.validation.MinDataSize;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The section {@code instance} of a service's configuration: which one of several this is. */
public final class InstanceSettings {
    /** Unique among the instances. */
    @Pattern(regexp = "[A-Za-z0-9._-]{1,64}")
    @JsonProperty
    private String id = "local";

    /** Where the other instances reach this one. */
    @NotNull
    @JsonProperty
    private URI url = URI.create("http://127.0.0.1:8080");

    /** Where clients reach the platform; this instance's own address if there is none. */
    @JsonProperty
    private @Nullable URI publicUrl;

    /** What this instance keeps on disk. */
    @NotNull
    @JsonProperty
    private Path dataDirectory = Path.of(".fleet");

    /** Free space of the disk with the data below which nothing new is taken, where Kafka is in the same process. */
    @NotNull
    @MinDataSize(value = 64, unit = DataSizeUnit.MEBIBYTES)
    @JsonProperty
    private DataSize diskReserve = DataSize.mebibytes(512);

    public String id() {
        return id;
    }

    public URI url() {
        return url;
    }

    public URI publicUrl() {
        return Objects.requireNonNullElse(publicUrl, url);
    }

    public DataSize diskReserve() {
        return diskReserve;
    }

    public Path dataDirectory() {
        return dataDirectory;
    }
}
