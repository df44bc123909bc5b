package dev.fleetledger.query.server;

import java.util.Locale;

/** For how long something has run, in words. */
final class Uptime {
    private static final long DAY = 86_400;
    private static final long HOUR = 3600;
    private static final long MINUTE = 60;

    private Uptime() {}

    /** As {@code 6 days, 2:15:30}, without the days of less than one. */
    static String words(long seconds) {
        var days = seconds / DAY;
        var time = String.format(
                Locale.ROOT, "%d:%02d:%02d", seconds % DAY / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
        if (days == 0) {
            return time;
        }
        return days + (days == 1 ? " day, " : " days, ") + time;
    }
}
