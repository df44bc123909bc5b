package dev.fleetledger.kit.http.limit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The section {@code limits} of a service's configuration: how much one request, and one caller, may ask. */
public final class LimitSettings {
    /** The longest body of a request, after decompression. */
    @Min(1024)
    @Max(1 << 30)
    @JsonProperty
    private int bodyBytes = 1 << 20;

    /** The longest body of a request that anybody may send, without a credential. */
    @Min(1024)
    @Max(1 << 20)
    @JsonProperty
    private int publicBodyBytes = 1 << 14;

    /** How many bytes of bodies may be held at a time, apart from telemetry in bulk; past them the answer is 503. */
    @Min(1 << 20)
    @Max(1 << 30)
    @JsonProperty
    private int bodyBytesInFlight = 64 << 20;

    /** How long the head of a request may take to arrive, and then its body. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @MaxDuration(value = 10, unit = TimeUnit.MINUTES)
    @JsonProperty
    private io.dropwizard.util.Duration requestTimeout = io.dropwizard.util.Duration.seconds(30);

    /** How many connections of clients may be open at a time; further ones wait to be taken. */
    @Min(16)
    @Max(1_000_000)
    @JsonProperty
    private int connections = 20_000;

    /** Requests of one user to the unversioned surface. */
    @Min(1)
    @JsonProperty
    private long userPerHour = 1000;

    /** Requests from one address without credentials to the unversioned surface. */
    @Min(1)
    @JsonProperty
    private long anonymousPerHour = 100;

    /** Requests of one principal to everything else. */
    @Min(1)
    @JsonProperty
    private long principalPerHour = 36_000;

    /** Bulk imports of one user. */
    @Min(1)
    @JsonProperty
    private long bulkPerMinute = 10;

    /** Logins and refreshes from one address. */
    @Min(1)
    @JsonProperty
    private long loginsPerMinute = 30;

    /** Requests to join from one address. */
    @Min(1)
    @JsonProperty
    private long joinRequestsPerMinute = 30;

    /** Questions for one registration code. */
    @Min(1)
    @JsonProperty
    private long codeQueriesPerMinute = 30;

    /** Questions for registration codes that nobody has, from one address. */
    @Min(1)
    @JsonProperty
    private long unknownCodesPerMinute = 60;

    /** Networks, as {@code 10.0.0.0/8}, separated by commas, whose word on forwarded addresses is believed. */
    @NotNull
    @JsonProperty
    private String trustedProxies = "";

    public int bodyBytes() {
        return bodyBytes;
    }

    public int publicBodyBytes() {
        return publicBodyBytes;
    }

    public int bodyBytesInFlight() {
        return bodyBytesInFlight;
    }

    public Duration requestTimeout() {
        return requestTimeout.toJavaDuration();
    }

    public int connections() {
        return connections;
    }

    public long userPerHour() {
        return userPerHour;
    }

    public long anonymousPerHour() {
        return anonymousPerHour;
    }

    public long principalPerHour() {
        return principalPerHour;
    }

    public long bulkPerMinute() {
        return bulkPerMinute;
    }

    public long loginsPerMinute() {
        return loginsPerMinute;
    }

    public long joinRequestsPerMinute() {
        return joinRequestsPerMinute;
    }

    public long unknownCodesPerMinute() {
        return unknownCodesPerMinute;
    }

    public long codeQueriesPerMinute() {
        return codeQueriesPerMinute;
    }

    public List<String> trustedProxies() {
        return Arrays.stream(trustedProxies.split(","))
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .toList();
    }
}
