package dev.fleetledger.kit.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps what libraries say below INFO out of the log, whatever levels are set: there they print requests as they come, and with
 * them credentials.
 */
public final class LibraryLogging extends TurboFilter {
    private static final String OURS = "dev.fleetledger.";

    private LibraryLogging() {}

    /** Holds from now on, once logging is configured, as that forgets filters. */
    public static void restrain() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (context.getTurboFilterList().stream().noneMatch(LibraryLogging.class::isInstance)) {
            context.addTurboFilter(new LibraryLogging());
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        return level.isGreaterOrEqual(Level.INFO) || logger.getName().startsWith(OURS)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
