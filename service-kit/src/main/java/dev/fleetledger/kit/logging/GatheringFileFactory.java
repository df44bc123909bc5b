package dev.fleetledger.kit.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.FileAppenderFactory;
import io.dropwizard.logging.common.async.AsyncAppenderFactory;

/** The appender {@code gathering-file}: Dropwizard's {@code file}, which wakes no thread and calls no disk for each line. */
@JsonTypeName("gathering-file")
public final class GatheringFileFactory extends FileAppenderFactory<ILoggingEvent> {
    /** It is flushed once for all that was gathered. */
    public GatheringFileFactory() {
        setImmediateFlush(false);
    }

    @Override
    protected Appender<ILoggingEvent> wrapAsync(
            Appender<ILoggingEvent> appender, AsyncAppenderFactory<ILoggingEvent> unused) {
        return GatheringAppender.before((OutputStreamAppender<ILoggingEvent>) appender);
    }
}
