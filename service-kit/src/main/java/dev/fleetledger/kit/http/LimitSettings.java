package dev.fleetledger.kit.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;

/** The section {@code limits} of a service's configuration: how much one request, and one caller, may ask. */
public final class LimitSettings {
    /** The longest body of a request, after decompression. */
    @Min(1024)
    @Max(1 << 30)
    @JsonProperty
    private int bodyBytes = 1 << 20;

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
