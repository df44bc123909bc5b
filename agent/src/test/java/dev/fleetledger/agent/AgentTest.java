package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    private static final Duration QUICK = Duration.ofMillis(20);

    @TempDir
    private Path temp;

    private FakePlatform fake;

    @BeforeEach
    void open() throws IOException {
        fake = new FakePlatform();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private AgentConfig config() {
        return AgentConfig.forThisMachine(fake.url(), FakePlatform.KEY)
                .withServerId("web-1")
                .withInterval(Duration.ofSeconds(1));
    }

    @Test
    void thisMachineIsReportedEachInterval() {
        var started = Instant.now();
        try (var agent = new Agent(config())) {
            agent.start();
            await().until(() -> fake.taken().size() >= 2);
        }
        for (var heartbeat : fake.taken()) {
            assertThat(heartbeat.path("server_id").asText()).isEqualTo("web-1");
            assertThat(Instant.parse(heartbeat.path("timestamp").asText())).isBetween(started, Instant.now());
            assertThat(heartbeat.at("/metrics/cpu_percent").isNumber()).isTrue();
            assertThat(heartbeat.at("/metrics/memory_percent").isNumber()).isTrue();
        }
        assertThat(fake.takenTimestamps()).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void measuringGoesOnWhileThePlatformIsAwayAndNothingIsLost() {
        fake.answer(FakePlatform.Answer.of(503));
        // The first sample of the sampler, minute 0, only opens the interval.
        try (var agent = new Agent(config(), Samples.counting(), QUICK)) {
            agent.start();
            await().until(() -> fake.requests().size() >= 5);
            fake.answer(FakePlatform.TAKEN);
            await().until(() -> fake.taken().size() >= 3);
        }
        assertThat(fake.takenTimestamps())
                .startsWith(Samples.timestamp(1), Samples.timestamp(2), Samples.timestamp(3))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatOneAgentCouldNotSendItsSuccessorSends() {
        var config = config().withSpool(temp.resolve("spool"));
        fake.answer(FakePlatform.Answer.of(503));
        try (var agent = new Agent(config, Samples.counting(), QUICK)) {
            agent.start();
            await().until(() -> !fake.requests().isEmpty());
        }
        fake.answer(FakePlatform.TAKEN);
        try (var agent = new Agent(config, () -> Samples.minute(100), QUICK)) {
            agent.start();
            await().until(() -> fake.takenTimestamps().contains(Samples.timestamp(100)));
        }
        assertThat(fake.takenTimestamps()).startsWith(Samples.timestamp(1));
    }

    @Test
    void itStopsWithinTwoSecondsWhileThePlatformHangs() {
        fake.fallSilent();
        var agent = new Agent(config(), Samples.counting(), QUICK);
        agent.start();
        await().until(() -> !fake.requests().isEmpty());
        var before = System.nanoTime();
        agent.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("fleet-agent"));
    }

    @Test
    void oneFailedMeasurementDoesNotEndTheReports() {
        var count = new AtomicInteger();
        Sampler failingAtFirst = () -> {
            if (count.getAndIncrement() < 2) {
                throw new IllegalStateException("no sensor");
            }
            return Samples.minute(count.get());
        };
        try (var agent = new Agent(config(), failingAtFirst, QUICK)) {
            agent.start();
            await().until(() -> !fake.taken().isEmpty());
        }
    }

    @Test
    void anAgentThatWasNeverStartedClosesToo() {
        var unused = new Agent(config().withSpool(temp));
        unused.close();
        try (var again = new Agent(config().withSpool(temp), Samples.counting(), QUICK)) {
            again.start();
            await().until(() -> !fake.taken().isEmpty());
        }
    }

    @Test
    void theAddressMayHaveAPath() {
        var config = AgentConfig.forThisMachine(URI.create(fake.url() + "/fleet/"), FakePlatform.KEY);
        try (var agent = new Agent(config, Samples.counting(), QUICK)) {
            agent.start();
            await().until(() -> !fake.requests().isEmpty());
        }
        assertThat(fake.requests().getFirst().path()).isEqualTo("/fleet/api/v1/agents/heartbeat");
    }
}
