package dev.fleetledger.query.live;

import static java.util.Objects.requireNonNull;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.retry.UnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jspecify.annotations.Nullable;

/**
 * Streams of events: of a view, each of which shows all there is to see, so that there is nothing to catch up on after a break; or
 * of a {@link Feed}. They are WebSockets for who asks for that, else server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). Nothing is kept for a client that reads
 * slowly: its next event is made when it has taken the one before, and if it takes nothing for the server's idle timeout it is
 * cut off.
 */
public final class EventStreams implements LifeCycle.Listener {
    /** How many there may be at a time on one instance. */
    static final int MOST = 500;

    /** How many one principal may have at a time, so that none keeps the others out. */
    static final int MOST_EACH = MOST / 5;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final String LAST_ID = "Last-Event-ID";

    private final Semaphore free;
    /** How many each principal has open; of those alone that have any. */
    private final ConcurrentMap<String, Integer> held = new ConcurrentHashMap<>();

    private final int most;
    private final int mostEach;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** To be told, as a listener of the server, when that stops. */
    public EventStreams(InstantSource clock) {
        this(clock, MOST, MOST_EACH);
    }

    /**
     * @param most how many there may be at a time
     * @param mostEach how many of them may be one principal's
     */
    public EventStreams(InstantSource clock, int most, int mostEach) {
        this.clock = clock;
        this.most = most;
        this.mostEach = mostEach;
        this.free = new Semaphore(most);
    }

    /**
     * Opens a stream for a call. It ends when the client is gone, when who asked may not see it any more, when there is
     * nothing to see, or when the service stops.
     *
     * @param after the event that the client had last, where it cannot set {@code Last-Event-ID}; else null
     * @param needed the permission that who asked must go on to have
     * @param interval between events; the first comes at once, or when it is due after the one of {@code Last-Event-ID}
     * @param view what an event shows; throws UnavailableException or RejectedException when there is nothing
     * @return what the resource method is to return: null where it goes on as a WebSocket
     * @throws UnavailableException if there are too many, or there is nothing to see now
     * @throws ProblemException if who asks has too many, or the handshake of the WebSocket is wrong
     */
    public @Nullable EventOutput open(
            Call call, @Nullable String after, Permission needed, Duration interval, Supplier<?> view) {
        requireNonNull(view.get());
        return open(
                call,
                lastId(call, after),
                new EventStream(() -> call.stillMay(needed), interval, view, clock, stopped, TICK));
    }

    /**
     * Opens a stream of a feed for a call: what there is, or comes after {@code Last-Event-ID}, then what comes, and its end.
     *
     * @param after the event that the client had last, where it cannot set {@code Last-Event-ID}; else null
     * @param feed of this client alone, as it may remember what it gave
     * @param needed the permission that who asked must go on to have
     * @return what the resource method is to return: null where it goes on as a WebSocket
     * @throws RejectedException if there is no such feed
     * @throws UnavailableException if there are too many streams
     * @throws ProblemException if who asks has too many, or the handshake of the WebSocket is wrong
     */
    public @Nullable EventOutput follow(Call call, @Nullable String after, Permission needed, Feed feed) {
        var lastId = lastId(call, after);
        var first = feed.after(lastId);
        return open(call, lastId, new FeedStream(() -> call.stillMay(needed), feed, first, clock, stopped, TICK));
    }

    private static @Nullable String lastId(Call call, @Nullable String after) {
        return call.header(LAST_ID).orElse(after);
    }

    private @Nullable EventOutput open(Call call, @Nullable String lastId, Course course) {
        if (call.method().equals("HEAD")) {
            // Jersey would keep the connection open for events that never come.
            throw new WebApplicationException(
                    Response.ok("", SseFeature.SERVER_SENT_EVENTS_TYPE).build());
        }
        var isWebSocket = call.asksForWebSocket();
        if (isWebSocket) {
            Upgrade.check(call);
        }
        var holder = call.principal().actor();
        if (!take(holder)) {
            throw new ProblemException(Problem.rateLimited("You have too many streams open already", RETRY));
        }
        if (stopped.getCount() == 0 || !free.tryAcquire()) {
            give(holder);
            throw new UnavailableException("Too many streams are open already", RETRY);
        }
        if (isWebSocket) {
            call.switchTo(new Upgrade(sink -> run(course, sink, lastId, holder), () -> free(holder)));
            return null;
        }
        var output = new EventOutput();
        call.responseHeader("X-Accel-Buffering", "no");
        Thread.ofVirtual().name("event-stream").start(() -> run(course, new EventSink(output), lastId, holder));
        return output;
    }

    private void run(Course course, Sink sink, @Nullable String lastId, String holder) {
        try {
            course.run(sink, lastId);
        } finally {
            free(holder);
        }
    }

    private void free(String holder) {
        give(holder);
        free.release();
    }

    private boolean take(String holder) {
        var taken = new AtomicBoolean();
        held.compute(holder, (key, count) -> {
            var now = count == null ? 0 : count;
            taken.set(now < mostEach);
            return taken.get() ? Integer.valueOf(now + 1) : count;
        });
        return taken.get();
    }

    private void give(String holder) {
        held.computeIfPresent(holder, (key, count) -> count == 1 ? null : count - 1);
    }

    /** How many are open. */
    public int open() {
        return most - free.availablePermits();
    }

    /** The server is about to wait for what goes on: a stream would go on for good. */
    @Override
    public void lifeCycleStopping(LifeCycle event) {
        stopped.countDown();
        try {
            // Clients of WebSockets are told before their connections are closed.
            if (free.tryAcquire(most, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
