package dev.fleetledger.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.retry.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompactedViewTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static CompactedView<String> view(TestTopic topic, Duration stallLimit) {
        return new CompactedView<>(topic.spec(), topic.client(), (key, value) -> new String(value, UTF_8), stallLimit);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void itShowsTheLatestCommittedValueOfEachKey() throws ExecutionException, InterruptedException {
        try (var topic = new TestTopic(TestServers.kafka());
                var view = view(topic, SOON)) {
            topic.put("a", bytes("1"));
            topic.put("b", bytes("1"));
            topic.put("b", null);
            var told = new ConcurrentLinkedQueue<String>();
            view.listen((key, before, after) -> told.add(key + ":" + before + ">" + after));
            assertThatThrownBy(() -> view.get("a")).isInstanceOf(UnavailableException.class);
            view.start();
            assertThat(view.awaitLatest(SOON)).isTrue();
            assertThat(view.get("a")).contains("1");
            assertThat(view.get("b")).isEmpty();

            topic.put("a", bytes("2"));
            assertThat(view.awaitLatest(SOON)).isTrue();
            assertThat(view.get("a")).contains("2");

            topic.begin("a", bytes("3"));
            assertThat(view.awaitLatest(Duration.ofMillis(300))).isFalse();
            assertThat(view.get("a")).contains("2");
            topic.abort();
            assertThat(view.awaitLatest(SOON)).isTrue();
            assertThat(view.get("a")).contains("2");

            topic.put("a", null);
            assertThat(view.awaitLatest(SOON)).isTrue();
            assertThat(view.get("a")).isEmpty();
            assertThat(told).containsExactly("a:null>1", "a:1>2", "a:2>null");
        }
    }

    @Test
    void whatIsCommittedIsSeenWithinMilliseconds() throws ExecutionException, InterruptedException {
        try (var topic = new TestTopic(TestServers.kafka());
                var view = view(topic, SOON)) {
            view.start();
            assertThat(view.awaitLatest(SOON)).isTrue();
            topic.put("warm", bytes("up"));
            await().until(() -> view.get("warm").isPresent());
            for (var i = 0; i < 20; i++) {
                var value = Integer.toString(i);
                topic.put("a", bytes(value));
                await().pollInterval(Duration.ofMillis(1))
                        .pollDelay(Duration.ZERO)
                        .atMost(Duration.ofMillis(500))
                        .until(() -> view.get("a").filter(value::equals).isPresent());
            }
        }
    }

    @Test
    @SuppressWarnings("try") // the broker's close is the point
    void itFailsClosedWhileTheBrokerIsAwayAndComesBackWithIt(@TempDir Path folder)
            throws ExecutionException, InterruptedException {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(folder).openToAll());
                var topic = new TestTopic(kafka.bootstrapServers());
                var view = view(topic, Duration.ofSeconds(2))) {
            topic.put("a", bytes("1"));
            view.start();
            assertThat(view.awaitLatest(SOON)).isTrue();
            kafka.close();
            await().atMost(SOON).until(() -> !view.ready());
            assertThatThrownBy(() -> view.get("a")).isInstanceOf(UnavailableException.class);
            assertThat(view.awaitLatest(Duration.ofMillis(100))).isFalse();
            kafka.restart();
            await().atMost(Duration.ofSeconds(30)).until(view::ready);
            assertThat(view.get("a")).contains("1");
        }
    }

    @Test
    void aRecordThatItDoesNotUnderstandStopsIt() throws ExecutionException, InterruptedException {
        var understands = new AtomicBoolean();
        try (var topic = new TestTopic(TestServers.kafka());
                var view = new CompactedView<>(
                        topic.spec(),
                        topic.client(),
                        (key, value) -> {
                            if (!understands.get()) {
                                throw new IllegalArgumentException("what is this?");
                            }
                            return new String(value, UTF_8);
                        },
                        SOON)) {
            view.start();
            assertThat(view.awaitLatest(SOON)).isTrue();
            topic.put("a", bytes("1"));
            await().atMost(SOON).until(() -> !view.ready());
            understands.set(true);
            await().atMost(SOON).until(view::ready);
            assertThat(view.get("a")).contains("1");
        }
    }
}
