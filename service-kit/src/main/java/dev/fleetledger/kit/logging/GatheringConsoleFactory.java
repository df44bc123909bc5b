package dev.fleetledger.kit.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.async.AsyncAppenderFactory;

/** The appender {@code gathering-console}: Dropwizard's {@code console}, which wakes no thread for each line. */
@JsonTypeName("gathering-console")
public final class GatheringConsoleFactory extends ConsoleAppenderFactory<ILoggingEvent> {
    @Override
    protected Appender<ILoggingEvent> wrapAsync(
            Appender<ILoggingEvent> appender, AsyncAppenderFactory<ILoggingEvent> unused) {
        return GatheringAppender.before((OutputStreamAppender<ILoggingEvent>) appender);
    }
}
