package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private final Buffer buffer = new Buffer(4, null);
    private FakePlatform fake;
    private Platform client;
    private Courier courier;

    @BeforeEach
    void open() throws IOException {
        fake = new FakePlatform();
        client = fake.client();
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), RandomGenerator.getDefault());
        courier = new Courier(buffer, client, backoff);
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private void add(int... minutes) {
        for (var minute : minutes) {
            buffer.add(Samples.json(minute));
        }
    }

    @Test
    void whatWaitedWhileThePlatformWasAwayIsSentOldestFirstWithItsOwnTime() {
        fake.answer(FakePlatform.Answer.of(503));
        add(0);
        assertThat(courier.sendAll()).isPresent();
        add(1, 2);
        assertThat(courier.sendAll()).isPresent();
        assertThat(fake.taken()).isEmpty();

        fake.answer(FakePlatform.TAKEN);
        assertThat(courier.sendAll()).isEmpty();
        assertThat(fake.takenTimestamps())
                .containsExactly(Samples.timestamp(0), Samples.timestamp(1), Samples.timestamp(2));
        assertThat(buffer.size()).isZero();
    }

    @Test
    void aFailureInTheMiddleKeepsTheRest() {
        fake.answerOnce(FakePlatform.TAKEN, FakePlatform.Answer.of(500));
        add(0, 1, 2);
        assertThat(courier.sendAll()).isPresent();
        assertThat(buffer.size()).isEqualTo(2);
        assertThat(courier.sendAll()).isEmpty();
        assertThat(fake.takenTimestamps())
                .containsExactly(Samples.timestamp(0), Samples.timestamp(1), Samples.timestamp(2));
    }

    @Test
    void pastTheBoundTheOldestAreDroppedAndCounted() {
        try (var log = new CapturedLog()) {
            add(0, 1, 2, 3, 4, 5);
            assertThat(log.text()).contains("buffer of 4 heartbeats is full: 1 dropped", "full: 2 dropped");
        }
        assertThat(courier.sendAll()).isEmpty();
        assertThat(fake.takenTimestamps())
                .containsExactly(
                        Samples.timestamp(2), Samples.timestamp(3), Samples.timestamp(4), Samples.timestamp(5));
        assertThat(buffer.dropped()).isEqualTo(2);
    }

    @Test
    void aRefusedOneIsDroppedWithOneLineAndTheNextIsSent() {
        fake.answerOnce(new FakePlatform.Answer(422, Map.of(), "{\"detail\":\"timestamp\"}"));
        add(0, 1);
        try (var log = new CapturedLog()) {
            assertThat(courier.sendAll()).isEmpty();
            assertThat(log.text().lines().filter(line -> line.contains("dropped")))
                    .singleElement()
                    .asString()
                    .contains("status 422, {\"detail\":\"timestamp\"}");
        }
        assertThat(fake.requests()).hasSize(2);
        assertThat(fake.takenTimestamps()).containsExactly(Samples.timestamp(1));
    }

    @Test
    void aBadKeyKeepsEverythingAndIsSaidOnce() {
        fake.answer(FakePlatform.Answer.of(401));
        add(0, 1);
        try (var log = new CapturedLog()) {
            assertThat(courier.sendAll()).isPresent();
            assertThat(courier.sendAll()).isPresent();
            assertThat(log.text().lines()).singleElement().asString().contains("check FLEET_API_KEY");
            assertThat(log.text()).doesNotContain(FakePlatform.KEY);
        }
        assertThat(buffer.size()).isEqualTo(2);

        fake.answer(FakePlatform.TAKEN);
        try (var log = new CapturedLog()) {
            assertThat(courier.sendAll()).isEmpty();
            assertThat(log.text()).contains("takes heartbeats again");
        }
        assertThat(fake.taken()).hasSize(2);
    }

    @Test
    void theWaitIsAtLeastWhatThePlatformAsks() {
        fake.answerOnce(new FakePlatform.Answer(429, Map.of("Retry-After", "90"), ""));
        add(0);
        assertThat(courier.sendAll()).contains(Duration.ofSeconds(90));
    }

    @Test
    void theWaitGrowsWithFailuresAndStartsAnewAfterASuccess() {
        fake.answer(FakePlatform.Answer.of(503));
        add(0);
        for (var i = 0; i < 6; i++) {
            courier.sendAll();
        }
        assertThat(courier.sendAll())
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(25)));

        fake.answerOnce(FakePlatform.TAKEN);
        add(1);
        assertThat(courier.sendAll())
                .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(1)));
    }
}
