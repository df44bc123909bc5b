package dev.fleetledger.standalone;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.filter.FilterFactory;
import java.util.List;

/**
 * The filter {@code terminal}: keeps from the person who runs the platform what libraries warn of as a matter of course, such
 * as a broker that starts and stops beside its clients, or a pause of a busy machine. The log file has it all.
 */
@JsonTypeName("terminal")
public final class TerminalFilterFactory implements FilterFactory<ILoggingEvent> {
    private static final List<String> FILE_ONLY =
            List.of("org.apache.kafka.", "kafka.", "io.dropwizard.core.setup.AdminEnvironment");

    @Override
    public Filter<ILoggingEvent> build() {
        return new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                return FILE_ONLY.stream().anyMatch(event.getLoggerName()::startsWith)
                        ? FilterReply.DENY
                        : FilterReply.NEUTRAL;
            }
        };
    }
}
