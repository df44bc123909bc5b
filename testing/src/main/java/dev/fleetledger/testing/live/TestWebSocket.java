package dev.fleetledger.testing.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket as the JDK's own client has it. */
public final class TestWebSocket implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private @Nullable WebSocket socket;

    /**
     * Opens one.
     *
     * @throws Refused if it is not upgraded
     */
    public static TestWebSocket open(URI uri, String... headers) {
        var listener = new TestWebSocket();
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (var i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            listener.socket = builder.buildAsync(uri, listener).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(refused.getResponse().statusCode());
            }
            throw e;
        }
        return listener;
    }

    /** With which status it was refused to be upgraded; 0 if it was not refused. */
    public static int refusal(URI uri, String... headers) {
        try {
            open(uri, headers).close();
            return 0;
        } catch (Refused e) {
            return e.status;
        }
    }

    /** It was not upgraded. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;

        Refused(int status) {
            super("refused with " + status);
            this.status = status;
        }
    }

    /** The next message. */
    public String message() {
        try {
            var message = messages.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The code that the server closes it with. */
    public int closeCode() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Sends what nobody reads. */
    public void send(String text) {
        socket().sendText(text, true).join();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            messages.add(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Is gone, without a word. */
    @Override
    public void close() {
        socket().abort();
    }
}
