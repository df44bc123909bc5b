package dev.fleetledger.kit.http;

import java.time.Duration;

/** So many requests in a window of time. */
enum RateLimit {
    GOUGH_USER(Duration.ofHours(1)),
    GOUGH_ANONYMOUS(Duration.ofHours(1)),
    PRINCIPAL(Duration.ofHours(1)),
    BULK(Duration.ofMinutes(1)),
    LOGIN(Duration.ofMinutes(1)),
    JOIN(Duration.ofMinutes(1)),
    CODE(Duration.ofMinutes(1));

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
            case PRINCIPAL -> settings.principalPerHour();
            case BULK -> settings.bulkPerMinute();
            case LOGIN -> settings.loginsPerMinute();
            case JOIN -> settings.joinRequestsPerMinute();
            case CODE -> settings.codeQueriesPerMinute();
        };
    }
}
