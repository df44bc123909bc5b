package dev.fleetledger.kit.http.parameter;

import dev.fleetledger.kit.http.body.BodyLimits;
import dev.fleetledger.kit.http.body.BodyReader;
import dev.fleetledger.kit.http.failure.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/**
 * The bytes of a request's body, for what is not one JSON object with fields to check, or may be longer than those. The
 * method that takes it says by {@code @Consumes} which media types are meant.
 *
 * @param <T> what the body looks like, for the documentation: a record, or {@code byte[]} for what is no JSON
 */
@SuppressWarnings("UnusedTypeParameter") // the documentation reads it off the method
public final class RawBody<T> {
    private final ContainerRequestContext request;
    private final BodyReader reader;

    RawBody(ContainerRequestContext request, BodyReader reader) {
        this.request = request;
        this.reader = reader;
    }

    /** Its media type, if that was said. */
    public Optional<MediaType> mediaType() {
        return Optional.ofNullable(request.getMediaType());
    }

    /**
     * Reads it, decompressed if it was sent as gzip.
     *
     * @throws ProblemException 406; 415 if it is in another coding; 408 if it took too long; 400 if it is not whole
     */
    public byte[] read(BodyLimits limits) {
        return reader.read(request, limits);
    }

    /**
     * Reads it as it was sent, where that is a coding which the caller undoes.
     *
     * @param coding as {@code Content-Encoding} may name it
     * @throws ProblemException as {@link #read}
     */
    public byte[] readCoded(String coding, BodyLimits limits) {
        return reader.readCoded(request, coding, limits);
    }
}
