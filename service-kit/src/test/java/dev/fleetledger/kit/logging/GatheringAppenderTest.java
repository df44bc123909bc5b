package dev.fleetledger.kit.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import io.dropwizard.logging.common.async.AsyncLoggingEventAppenderFactory;
import io.dropwizard.logging.common.filter.ThresholdLevelFilterFactory;
import io.dropwizard.logging.common.layout.DropwizardLayoutFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatheringAppenderTest {
    private static final int THREADS = 4;
    private static final int LINES = 20_000;

    @TempDir
    private Path directory;

    private final LoggerContext context = new LoggerContext();
    private Path file;
    private Appender<ILoggingEvent> appender;

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        file = directory.resolve("log");
        var factory = new GatheringFileFactory();
        factory.setArchive(false);
        factory.setCurrentLogFilename(file.toString());
        factory.setLogFormat("%m%n");
        factory.setThreshold("INFO");
        appender = factory.build(
                context,
                "test",
                new DropwizardLayoutFactory(),
                new ThresholdLevelFilterFactory(),
                new AsyncLoggingEventAppenderFactory());
    }

    private void log(Level level, String message) {
        appender.doAppend(new LoggingEvent("", context.getLogger("test"), level, message, null, null));
    }

    @Test
    void everyLineIsWrittenInOrderThoughMoreCameThanMayWait() throws Exception {
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < THREADS; i++) {
            var name = "t" + i + " ";
            threads.add(Thread.ofPlatform().start(() -> {
                for (var line = 0; line < LINES; line++) {
                    log(Level.INFO, name + line);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        appender.stop();
        var written = Files.readAllLines(file);
        assertThat(written).hasSize(THREADS * LINES);
        for (var i = 0; i < THREADS; i++) {
            var name = "t" + i + " ";
            assertThat(written.stream()
                            .filter(line -> line.startsWith(name))
                            .map(line -> Integer.valueOf(line.substring(name.length()))))
                    .isSorted()
                    .hasSize(LINES);
        }
    }

    @Test
    void whatIsBelowTheThresholdIsNotKept() throws Exception {
        log(Level.DEBUG, "quiet");
        log(Level.INFO, "told");
        appender.stop();
        assertThat(Files.readAllLines(file)).isEqualTo(List.of("told"));
    }

    @Test
    void asTheProgramEndsALineIsWrittenByWhoLogsIt() throws Exception {
        log(Level.INFO, "gathered");
        ((GatheringAppender) appender).gatherNoMore();
        assertThat(Files.readString(file)).isEqualTo("gathered\n");
        log(Level.INFO, "last");
        assertThat(Files.readString(file)).isEqualTo("gathered\nlast\n");
        appender.stop();
    }

    @Test
    void aLineIsWrittenThoughNothingFollowsIt() {
        log(Level.INFO, "alone");
        await().untilAsserted(() -> assertThat(Files.readString(file)).isEqualTo("alone\n"));
        log(Level.WARN, "and this");
        await().untilAsserted(() -> assertThat(Files.readString(file)).endsWith("and this\n"));
        appender.stop();
    }
}
