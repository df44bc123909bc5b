package dev.fleetledger.query.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream as a WebSocket: each event is one text message of JSON, with the event's id as {@code event_id}. Nothing is kept for a
 * client that reads slowly, as each message is made when the one before was taken. What clients send is not read, but for that it
 * shows that they are there, and bounded.
 */
final class WebSocketSink implements Sink, FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketSink.class);

    /** Pings in a row to which nothing came back. */
    private static final int MOST_UNANSWERED = 3;

    /** How long a client has for what is not an event: to be there, and to close. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long it is waited until a client is told that it is over. */
    private static final Duration TELL = Duration.ofSeconds(1);

    /** Longer than it takes to send all the pings that may go unanswered, which end it before. */
    private static final Duration LEAST_IDLE = EventStream.KEEP_ALIVE.multipliedBy(MOST_UNANSWERED + 2);

    private final CompletableFuture<CoreSession> opened = new CompletableFuture<>();
    private final AtomicReference<@Nullable End> ended = new AtomicReference<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Allowance allowance = new Allowance();
    private final Duration patience;
    private final Duration grace;
    private volatile boolean closed;

    /** @param patience how long it may take a client to take an event, before it is cut off */
    WebSocketSink(Duration patience) {
        this(patience, GRACE);
    }

    /**
     * A sink.
     *
     * @param grace how long a client that was told of the end has to close, before it is cut off
     */
    WebSocketSink(Duration patience, Duration grace) {
        this.patience = patience;
        this.grace = grace;
    }

    @Override
    public void write(Feed.Item event) throws IOException {
        send(new Frame(OpCode.TEXT, Json.mapper().writeValueAsString(message(event))), End.SLOW);
    }

    /** The event's own fields beside its id; what has no fields is one, {@code data}. */
    private static ObjectNode message(Feed.Item event) {
        var data = Json.mapper().valueToTree(event.data());
        var message = Json.mapper().createObjectNode().put("event_id", event.id());
        if (data instanceof ObjectNode fields) {
            message.setAll(fields);
        } else {
            message.set("data", data);
        }
        return message;
    }

    @Override
    public void keepAlive() throws IOException {
        if (unanswered.getAndIncrement() >= MOST_UNANSWERED) {
            end(End.SLOW);
            throw new IOException("nothing came back to " + MOST_UNANSWERED + " pings");
        }
        send(new Frame(OpCode.PING), End.SLOW);
    }

    private void send(Frame frame, End otherwise) throws IOException {
        var sent = new Callback.Completable();
        session().sendFrame(frame, sent, false);
        if (!await(sent, patience)) {
            end(otherwise);
            throw new IOException("a client did not take an event for " + patience);
        }
    }

    private CoreSession session() throws IOException {
        if (!await(opened, GRACE)) {
            throw new IOException("a client that asked for a WebSocket did not take it");
        }
        return opened.join();
    }

    /** Whether it is done in time. */
    private static boolean await(CompletableFuture<?> done, Duration atMost) throws IOException {
        try {
            done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("a client is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void end(End why) {
        if (!ended.compareAndSet(null, why)) {
            return;
        }
        try {
            // It may be over before it was opened, which is a moment after the answer that it will be.
            await(close(session(), why), TELL);
        } catch (IOException e) {
            LOG.debug("a client was gone before it was told so: {}", e.toString());
        }
    }

    private CompletableFuture<Void> close(CoreSession session, End why) {
        // Who does not read, or does not close in turn, is not waited for longer, whatever it sends meanwhile.
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(session::abort);
        var sent = new Callback.Completable();
        session.close(why.code(), why.reason(), sent);
        return sent;
    }

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        var idle = patience.plus(GRACE);
        session.setIdleTimeout(idle.compareTo(LEAST_IDLE) > 0 ? idle : LEAST_IDLE);
        callback.succeeded();
        opened.complete(session);
        session.demand();
        var why = ended.get();
        if (why != null) {
            // Nobody waited for it so long. If somebody is at it yet, it is closed once all the same.
            close(session, why).exceptionally(e -> null);
        }
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        unanswered.set(0);
        var session = opened.join();
        if (frame.getOpCode() == OpCode.CLOSE) {
            callback.succeeded();
        } else if (!allowance.takes(frame.getPayloadLength())) {
            callback.succeeded();
            // Nothing more of it is read. To wait until it is told so would hold the thread that reads.
            Thread.ofVirtual().name("websocket-end").start(() -> end(End.TALKATIVE));
        } else if (frame.getOpCode() == OpCode.PING) {
            var pong = new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload()));
            callback.succeeded();
            // The next is read when this one is answered: pongs do not pile up.
            session.sendFrame(pong, Callback.from(session::demand, WebSocketSink::gone), false);
        } else {
            callback.succeeded();
            session.demand();
        }
    }

    private static void gone(Throwable e) {
        LOG.debug("a client is gone: {}", e.toString());
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        gone(cause);
        closed = true;
        opened.completeExceptionally(cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        closed = true;
        opened.completeExceptionally(new IOException("closed with " + status.getCode()));
        callback.succeeded();
    }
}
