package dev.fleetledger.kit.http.body;

import com.google.common.base.Throwables;
import dev.fleetledger.kit.http.RequestAttributes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;

/**
 * A body as it is sent, for as long as it may take altogether: the server's own time-out is begun anew by each byte. While
 * nothing has arrived the connection may be idle for no more than what is left of that time.
 */
final class ArrivingBody extends InputStream {
    private static final String READ = "fleet.body-read";

    private final ContainerRequestContext request;
    private final InputStream in;
    private final EndPoint connection;
    private final long idleTimeout;
    private final Duration limit;
    private final long start = System.nanoTime();
    private final long announced;
    private long left;
    private long arrived;
    private final Supplier<? extends RuntimeException> tooLong;

    /** Ends a body that takes too long. */
    static final class LateException extends IOException {
        private static final long serialVersionUID = 1L;

        LateException(String message) {
            super(message);
        }
    }

    /**
     * @param limit how long all of it may take
     * @param longest how many bytes it may have
     * @param tooLong what to throw at more
     */
    ArrivingBody(
            ContainerRequestContext request,
            Duration limit,
            int longest,
            Supplier<? extends RuntimeException> tooLong) {
        this.request = request;
        this.announced = BodyReader.announced(request);
        this.in = request.getEntityStream();
        this.connection = (EndPoint) request.getProperty(RequestAttributes.CONNECTION);
        this.idleTimeout = connection.getIdleTimeout();
        this.limit = limit;
        this.left = longest;
        this.tooLong = tooLong;
    }

    /** Whether some stream read the request's body to its end. */
    static boolean isRead(ContainerRequestContext request) {
        return request.getProperty(READ) != null;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int room) throws IOException {
        var rest = limit.toNanos() - (System.nanoTime() - start);
        if (rest <= 0) {
            throw late();
        }
        if (in.available() == 0) {
            connection.setIdleTimeout(Math.max(1, Duration.ofNanos(rest).toMillis()));
        }
        int read;
        try {
            read = in.read(bytes, from, room);
        } catch (IOException e) {
            throw Throwables.getRootCause(e) instanceof TimeoutException ? late() : e;
        } catch (RuntimeException e) {
            // Of the server's parser: what frames the body is malformed.
            throw new IOException(e);
        }
        arrived += Math.max(0, read);
        left -= Math.max(0, read);
        if (read < 0 || arrived == announced) {
            request.setProperty(READ, true);
        }
        if (left < 0) {
            throw tooLong.get();
        }
        return read;
    }

    /** Reads to the end, for nothing. */
    void skipAll() throws IOException {
        var nothing = new byte[1 << 12];
        while (read(nothing, 0, nothing.length) >= 0) {
            // Until there is no more.
        }
    }

    private LateException late() {
        return new LateException("not there after " + limit);
    }

    @Override
    public void close() {
        connection.setIdleTimeout(idleTimeout);
    }
}
