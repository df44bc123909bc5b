package dev.fleetledger.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final ConcurrentLinkedQueue<Set<String>> statements = new ConcurrentLinkedQueue<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicInteger changes = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    private final Together<String, String> inOne = Together.inOne(1, this::answer, Duration.ofDays(1));

    /** The first statement sees what there is, and takes until the latch opens. */
    private Map<String, String> answer(Set<String> questions) {
        var seen = changes.get();
        statements.add(Set.copyOf(questions));
        if (statements.size() == 1) {
            hold();
        }
        if (questions.contains("bad")) {
            throw new IllegalArgumentException("bad");
        }
        return questions.stream()
                .filter(question -> !question.equals("none"))
                .collect(Collectors.toMap(question -> question, question -> question + "@" + seen));
    }

    private void hold() {
        try {
            first.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<Optional<String>> ask(Together<String, String> together, String question) {
        var answer = new CompletableFuture<Optional<String>>();
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.complete(together.get(question));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        threads.add(thread);
        await().pollInterval(Duration.ofMillis(1)).until(() -> WAITING.contains(thread.getState()) || answer.isDone());
        return answer;
    }

    @Test
    void whoAsksMeanwhileIsAnsweredByOneStatementThatBeganLater() {
        var running = ask(inOne, "a");
        changes.incrementAndGet();
        var later = List.of(ask(inOne, "a"), ask(inOne, "b"), ask(inOne, "b"), ask(inOne, "none"));
        first.countDown();
        assertThat(running.join()).contains("a@0");
        assertThat(later)
                .extracting(CompletableFuture::join)
                .containsExactly(Optional.of("a@1"), Optional.of("b@1"), Optional.of("b@1"), Optional.empty());
        assertThat(statements).containsExactly(Set.of("a"), Set.of("a", "b", "none"));
    }

    @Test
    void aStatementHasSoManyQuestionsAtMost() {
        var running = ask(inOne, "a");
        var later = IntStream.range(0, Together.MOST + 5)
                .mapToObj(number -> ask(inOne, "q" + number))
                .toList();
        first.countDown();
        running.join();
        assertThat(later).allSatisfy(answer -> assertThat(answer.join()).isPresent());
        assertThat(statements).extracting(Set::size).containsExactlyInAnyOrder(1, Together.MOST, 5);
    }

    @Test
    void aFailureIsOfAllWhoAskedAndOfNobodyElse() {
        var running = ask(inOne, "a");
        var later = List.of(ask(inOne, "b"), ask(inOne, "bad"));
        first.countDown();
        running.join();
        for (var answer : later) {
            assertThatThrownBy(answer::join).hasCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(inOne.get("b")).contains("b@0");
    }

    @Test
    void nobodyWaitsForAStatementThatHangs() {
        var impatient = Together.inOne(1, this::answer, Duration.ofMillis(1));
        var hanging = ask(impatient, "a");
        assertThat(impatient.get("a")).contains("a@0");
        assertThat(hanging).isNotDone();
        first.countDown();
        assertThat(hanging.join()).contains("a@0");
        assertThat(impatient.lanes()).isZero();
    }

    @Test
    void differentQuestionsOfTheirOwnDoNotWaitForOneAnother() {
        var each = Together.<String, String>each(
                question -> answer(Set.of(question)).get(question));
        var running = ask(each, "a");
        assertThat(each.get("b")).contains("b@0");
        var same = List.of(ask(each, "a"), ask(each, "a"));
        assertThat(each.lanes()).isEqualTo(1);
        first.countDown();
        assertThat(running.join()).contains("a@0");
        assertThat(same).allSatisfy(answer -> assertThat(answer.join()).contains("a@0"));
        assertThat(statements).containsExactly(Set.of("a"), Set.of("b"), Set.of("a"));
    }

    @Test
    void nothingIsKeptOfWhatWasAsked() throws Exception {
        first.countDown();
        var each = Together.<String, String>each(
                question -> answer(Set.of(question)).get(question));
        for (var i = 0; i < 100; i++) {
            each.get("q" + i);
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(each.lanes()).isZero();
    }
}
