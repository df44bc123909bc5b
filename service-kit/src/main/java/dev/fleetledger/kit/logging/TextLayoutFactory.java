package dev.fleetledger.kit.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.DropwizardLayout;
import io.dropwizard.logging.common.layout.DiscoverableLayoutFactory;
import java.util.TimeZone;

/**
 * The layout {@code text}, for people; beside Dropwizard's own {@code json}, so that one variable chooses between them. A line
 * has the UTC time, the level, the thread, the class, the message and the context (correlation and the like).
 */
@JsonTypeName("text")
public final class TextLayoutFactory implements DiscoverableLayoutFactory<ILoggingEvent> {
    @Override
    public LayoutBase<ILoggingEvent> build(LoggerContext context, TimeZone timeZone) {
        var layout = new DropwizardLayout(context, timeZone);
        layout.setPattern("%d{ISO8601,UTC} %-5p [%t] %c{30}: %m  %mdc%n%rEx");
        return layout;
    }
}
