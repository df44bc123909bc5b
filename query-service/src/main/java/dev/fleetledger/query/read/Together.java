package dev.fleetledger.query.read;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has those who ask at the same time answered by one statement. It begins after each of them asked, so that what they get is as
 * new as if each had asked alone, and nothing is kept for whoever asks next. Who finds nothing running does not wait, and nobody
 * waits for others for long: past that, as when a connection hangs, those who wait ask by a statement more.
 *
 * @param <K> a question, which says all that the answer depends on
 */
public final class Together<K, V> {
    /** Questions of one statement. */
    static final int MOST = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Function<K, Object> lane;
    private final int atATime;
    private final Function<Set<K>, Map<K, V>> answering;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    /** Those in which somebody asks. */
    private final Map<Object, Lane<K, V>> lanes = new HashMap<>();

    private static final class Lane<K, V> {
        final Semaphore free;
        int asking;

        @Nullable
        Batch<K, V> gathering;

        Lane(int atATime) {
            free = new Semaphore(atATime);
        }
    }

    private static final class Batch<K, V> {
        final Set<K> questions = new HashSet<>();
        final CompletableFuture<Map<K, V>> answers = new CompletableFuture<>();

        boolean takes(K question) {
            return questions.size() < MOST || questions.contains(question);
        }
    }

    private Together(Function<K, Object> lane, int atATime, Function<Set<K>, Map<K, V>> answering, Duration patience) {
        this.lane = lane;
        this.atATime = atATime;
        this.answering = answering;
        this.patience = patience;
    }

    /**
     * Different questions are answered by one statement.
     *
     * @param atATime statements at a time
     * @param answering those of the questions that have an answer, among others if it likes
     */
    public static <K, V> Together<K, V> inOne(int atATime, Function<Set<K>, Map<K, V>> answering) {
        return inOne(atATime, answering, PATIENCE);
    }

    /** As above, with a patience of its own. */
    static <K, V> Together<K, V> inOne(int atATime, Function<Set<K>, Map<K, V>> answering, Duration patience) {
        return new Together<>(question -> true, atATime, answering, patience);
    }

    /** Only who asks the same is answered by one statement, and each question by one at a time. */
    public static <K, V> Together<K, V> each(Function<K, V> answering) {
        return new Together<>(
                question -> question,
                1,
                questions -> {
                    var question = questions.iterator().next();
                    return Map.of(question, answering.apply(question));
                },
                PATIENCE);
    }

    /** The answer, or empty if there is none; throws what the statement throws. */
    public Optional<V> get(K question) {
        var name = lane.apply(question);
        var own = new Batch<K, V>();
        Lane<K, V> mine;
        Batch<K, V> batch;
        lock.lock();
        try {
            mine = lanes.computeIfAbsent(name, any -> new Lane<>(atATime));
            mine.asking++;
            batch = mine.gathering != null && mine.gathering.takes(question) ? mine.gathering : own;
            mine.gathering = batch;
            batch.questions.add(question);
        } finally {
            lock.unlock();
        }
        try {
            if (batch == own) {
                answer(mine, own);
            }
            return Optional.ofNullable(batch.answers.join().get(question));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            leave(name, mine);
        }
    }

    private void answer(Lane<K, V> mine, Batch<K, V> batch) {
        var isInTurn = waitFor(mine.free);
        try {
            close(mine, batch);
            batch.answers.complete(answering.apply(batch.questions));
        } catch (RuntimeException | Error e) {
            batch.answers.completeExceptionally(e);
        } finally {
            if (isInTurn) {
                mine.free.release();
            }
        }
    }

    private boolean waitFor(Semaphore free) {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void close(Lane<K, V> mine, Batch<K, V> batch) {
        lock.lock();
        try {
            if (mine.gathering == batch) {
                mine.gathering = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave(Object name, Lane<K, V> mine) {
        lock.lock();
        try {
            mine.asking--;
            if (mine.asking == 0) {
                lanes.remove(name);
            }
        } finally {
            lock.unlock();
        }
    }

    /** In how many lanes somebody asks. */
    int lanes() {
        lock.lock();
        try {
            return lanes.size();
        } finally {
            lock.unlock();
        }
    }
}
