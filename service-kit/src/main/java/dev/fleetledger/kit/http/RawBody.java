package dev.fleetledger.kit.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The bytes of a request's body, for what is not one JSON object with fields to check, or may be longer than those. The
 * method that takes it says by {@code @Consumes} which media types are meant.
 *
 * @param <T> what the body looks like, for the documentation: a record, or {@code byte[]} for what is no JSON
 */
@SuppressWarnings("UnusedTypeParameter") // the documentation reads it off the method
public final class RawBody<T> {
    private static final int CHUNK = 1 << 16;
    /** What Jetty makes of {@code Content-Encoding} then. */
    private static final String DECOMPRESSED = "X-Content-Encoding";

    private final ContainerRequestContext request;

    RawBody(ContainerRequestContext request) {
        this.request = request;
    }

    /** Its media type, if that was said. */
    public Optional<MediaType> mediaType() {
        return Optional.ofNullable(request.getMediaType());
    }

    /** Its {@code Content-Encoding}, unless the server has undone it already, as it does with gzip. */
    public Optional<String> encoding() {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.CONTENT_ENCODING));
    }

    /** Whether the server has decompressed it already, as it does with gzip. */
    public boolean isDecompressed() {
        return request.getHeaderString(DECOMPRESSED) != null;
    }

    /**
     * Reads it.
     *
     * @param longest how many bytes it may have, at most
     * @param tooLong what to throw at more
     * @param memory asked for each number of bytes before they are taken; may throw
     * @throws ProblemException 406, or 400 if it broke off
     */
    public byte[] read(int longest, Supplier<? extends RuntimeException> tooLong, IntConsumer memory) {
        var call = Call.of(request);
        if (call != null) {
            call.requireAcceptable();
        }
        var declared = request.getLength();
        if (declared > longest) {
            throw tooLong.get();
        }
        try {
            return declared >= 0 ? whole(declared, memory) : chunks(longest, tooLong, memory);
        } catch (IOException e) {
            throw new ProblemException(Problem.malformed("The body broke off"));
        }
    }

    private byte[] whole(int length, IntConsumer memory) throws IOException {
        memory.accept(length);
        var bytes = new byte[length];
        if (stream().readNBytes(bytes, 0, length) < length) {
            throw new IOException("shorter than it said");
        }
        return bytes;
    }

    private byte[] chunks(int longest, Supplier<? extends RuntimeException> tooLong, IntConsumer memory)
            throws IOException {
        var bytes = new byte[0];
        var length = 0;
        while (true) {
            if (length == bytes.length) {
                var room = (int) Math.min(Math.max(CHUNK, 2L * length), longest + 1L);
                memory.accept(room - length);
                bytes = Arrays.copyOf(bytes, room);
            }
            var read = stream().read(bytes, length, bytes.length - length);
            if (read < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += read;
            if (length > longest) {
                throw tooLong.get();
            }
        }
    }

    private InputStream stream() {
        return request.getEntityStream();
    }
}
