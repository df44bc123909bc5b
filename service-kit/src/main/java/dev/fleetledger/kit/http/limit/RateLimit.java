package dev.fleetledger.kit.http.limit;

import java.time.Duration;

/** So many requests in a window of time. */
public enum RateLimit {
    /** Of one principal to the unversioned surface; the limit there unless another is declared. */
    GOUGH_USER(Duration.ofHours(1)),
    /** From one client without credentials to the unversioned surface; the limit there unless another is declared. */
    GOUGH_ANONYMOUS(Duration.ofHours(1)),
    /** Of one principal, or one client without credentials; the limit elsewhere unless another is declared. */
    PRINCIPAL(Duration.ofHours(1)),
    /** Imports of one principal. */
    BULK(Duration.ofMinutes(1)),
    /** Logins and refreshes from one client. */
    LOGIN(Duration.ofMinutes(1)),
    /** Requests to join from one client. */
    JOIN(Duration.ofMinutes(1)),
    /** Questions for one registration code, whoever asks. */
    CODE(Duration.ofMinutes(1)),
    /**
     * Not counted: ingestion is bounded by bytes in flight, health and documentation are for machines that look often. What
     * is left of the contract's limit is told all the same.
     */
    APART(Duration.ofHours(1));

    private final Duration window;

    RateLimit(Duration window) {
        this.window = window;
    }

    Duration window() {
        return window;
    }

    long requests(LimitSettings settings) {
        return switch (this) {
            case GOUGH_USER -> settings.userPerHour();
            case GOUGH_ANONYMOUS -> settings.anonymousPerHour();
            case PRINCIPAL, APART -> settings.principalPerHour();
            case BULK -> settings.bulkPerMinute();
            case LOGIN -> settings.loginsPerMinute();
            case JOIN -> settings.joinRequestsPerMinute();
            case CODE -> settings.codeQueriesPerMinute();
        };
    }
}
