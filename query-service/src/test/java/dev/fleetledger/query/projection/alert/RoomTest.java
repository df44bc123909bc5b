package dev.fleetledger.query.projection.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RoomTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Room.class);

    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final MetricRegistry metrics = new MetricRegistry();
    private final AtomicLong elapsed = new AtomicLong(Long.MAX_VALUE - 5);
    private final Room room = new Room(2, metrics, elapsed::get);

    @BeforeEach
    void listen() {
        told.start();
        LOG.addAppender(told);
    }

    @AfterEach
    void leave() {
        LOG.detachAppender(told);
    }

    @Test
    void itTellsAtMostOnceAMinuteThatItIsFullHoweverOftenThatComesAnew() {
        room.enter(2);
        for (var second = 0; second < 60; second++) {
            assertThat(room.take()).isFalse();
            room.leave(1);
            assertThat(room.take()).isTrue();
            elapsed.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(told.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
        assertThat(room.take()).isFalse();
        assertThat(told.list).hasSize(2);
        assertThat(metrics.counter("fleet.alerts.unwatched_series").getCount()).isEqualTo(61);
    }
}
