package dev.fleetledger.kit.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the log shows of a path is what the platform's own code has in it: who reads the log learns nobody's secret. */
class AccessLogTest {
    private static final Logger ALL = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + event.getMDCPropertyMap());
        }
    };
    private final Level level = ALL.getLevel();
    private TestService service;

    @BeforeEach
    void start() throws Exception {
        service = TestService.start("", InstantSource.system(), TestResources.all());
        // As services log; the test's own server has it quieter.
        ALL.setLevel(Level.INFO);
        appender.start();
        ALL.addAppender(appender);
    }

    @AfterEach
    void stop() {
        ALL.detachAppender(appender);
        ALL.setLevel(level);
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/nodes/status/code/SECRET | /api/v1/nodes/status/code/{code} 404",
                "HEAD | /api/v1/nodes/status/code/SECRET/?token=SECRET | /api/v1/nodes/status/code/{code} 404",
                "GET | /api/v1/nodes/%73tatus/code/SEC%52ET | /api/v1/nodes/status/code/{code} 404",
                "POST | /api/v1/nodes/status/code/SECRET | /api/v1/nodes/status/code/* 405",
                "OPTIONS | /api/v1/nodes/status/code/SECRET | /api/v1/nodes/status/code/* 200",
                "GET | /api/v1/nodes/status/code/SECRET;x | /api/v1/nodes/status/code/* 400",
                "GET | /api/v1/nodes/status/code;/SECRET | /api/v1/nodes/status/*/* 400",
                "GET | /api/v1/nodes/status/code/SECRET%00 | /api/v1/nodes/status/code/* 400",
                "GET | /api/v1/nodes/status/codes/SECRET | /api/v1/nodes/status/*/* 401",
                "GET | /api/v1/nodes/status//code/SECRET | /api/v1/nodes/status//code/* 400",
                "GET | /SECRET/a/b/c/d/e/f/g/h/i/j/k/l/m/n | /*/*/*/*/*/*/*/*/*/*/* 404",
                "GET | /api/v1/pdus/SECRET?token=SECRET | /api/v1/pdus/{id} 401",
            })
    void showsTheRouteAlone(String method, String path, String shown) {
        var got = RawExchange.send(service.port(0), method + " " + path);
        await().untilAsserted(() ->
                assertThat(lines).anySatisfy(line -> assertThat(line).contains(method + " " + shown + " ")));
        assertThat(lines).noneMatch(line -> line.contains("SECRET") || line.contains("SEC%52ET"));
        assertThat(got.status()).isBetween(200, 405);
    }
}
