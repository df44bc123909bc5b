package dev.fleetledger.kit.http.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose request takes too long to begin: the server's idle time-out never ends one that sends a byte now
 * and then. To be run each second or so, by one thread.
 */
final class SlowHeads implements Runnable {
    private final Connector connector;
    private final long limit;
    private Map<EndPoint, Waiting> waiting = new HashMap<>();

    /**
     * A connection from which no request is being answered.
     *
     * @param requests how many it has brought
     * @param bytes how many it had brought when it was first seen so
     * @param since when more of them were first seen, by the system's nanoseconds; null if none were
     */
    private record Waiting(
            long requests, long bytes, @Nullable Long since) {}

    SlowHeads(Connector connector, Duration limit) {
        this.connector = connector;
        this.limit = limit.toNanos();
    }

    @Override
    public void run() {
        var now = System.nanoTime();
        var next = new HashMap<EndPoint, Waiting>();
        for (var endPoint : connector.getConnectedEndPoints()) {
            var connection = endPoint.getConnection();
            // One that goes on in another protocol has no requests to wait for.
            if (!(connection instanceof HttpConnection) || connection.getMessagesIn() > connection.getMessagesOut()) {
                continue;
            }
            var seen = seen(waiting.get(endPoint), connection, now);
            if (seen.since() != null && now - seen.since() > limit) {
                endPoint.close();
            } else {
                next.put(endPoint, seen);
            }
        }
        waiting = next;
    }

    private static Waiting seen(@Nullable Waiting before, Connection connection, long now) {
        var requests = connection.getMessagesIn();
        var bytes = connection.getBytesIn();
        if (before == null || before.requests() != requests) {
            // The first request's head is all that it has brought.
            return new Waiting(requests, bytes, requests == 0 && bytes > 0 ? now : null);
        }
        return before.since() == null && bytes > before.bytes() ? new Waiting(requests, bytes, now) : before;
    }
}
