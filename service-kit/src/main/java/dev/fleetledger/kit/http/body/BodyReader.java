package dev.fleetledger.kit.http.body;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.http.limit.LimitSettings;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of bodies, all of a body or none: whole, in a coding that is read here, within its limits, in time and
 * within the memory there is for all of them. What anybody may send without a credential is short, and has memory of its
 * own, so that it takes none from those who have one.
 */
public final class BodyReader {
    /** The attribute of a request that holds what {@link #close} frees. */
    public static final String ROOM = "fleet.body-room";

    private static final String GZIP = "gzip";
    /** What a request holds beside its body while that is awaited. */
    private static final int OVERHEAD = 1 << 14;
    /** The part of the memory that is for what anybody may send. */
    private static final int PUBLIC_SHARE = 8;

    /** More than telemetry in bulk has, so that who is known meets the refusal, and no closed connection. */
    private static final int MOST_REST = 1 << 24;

    private static final Duration TIME_OF_REST = Duration.ofSeconds(5);
    private static final int MOST_REST_OF_ANYBODY = 1 << 16;
    private static final Duration TIME_OF_REST_OF_ANYBODY = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final LimitSettings limits;
    private final BytesInFlight known;
    private final BytesInFlight anybody;

    public BodyReader(LimitSettings limits) {
        this.limits = limits;
        this.known = new BytesInFlight(limits.bodyBytesInFlight(), BodyReader::full);
        this.anybody = new BytesInFlight(limits.bodyBytesInFlight() / PUBLIC_SHARE, BodyReader::full);
    }

    /** How many bytes all bodies hold that are no telemetry in bulk. */
    public long bytesInFlight() {
        return known.taken() + anybody.taken();
    }

    /** The body of a request, decompressed; 406, 415, 413, 408, 400 or 503 otherwise. Its memory is held until the answer. */
    public byte[] read(ContainerRequestContext request) {
        requireAcceptable(request);
        return readToSendOn(request);
    }

    /** As {@link #read(ContainerRequestContext)}, whatever may be answered. */
    public byte[] readToSendOn(ContainerRequestContext request) {
        var room = (isPublic(request) ? anybody : known).open();
        request.setProperty(ROOM, room);
        room.take(OVERHEAD);
        return decoded(request, BodyLimits.of(limits.bodyBytes(), room::take));
    }

    /** As {@link #read(ContainerRequestContext)}, with limits of its own. */
    public byte[] read(ContainerRequestContext request, BodyLimits most) {
        requireAcceptable(request);
        return decoded(request, most);
    }

    private byte[] decoded(ContainerRequestContext request, BodyLimits most) {
        var codings = codings(request);
        if (!codings.isEmpty() && !codings.equals(List.of(GZIP))) {
            throw wrongCoding(GZIP);
        }
        return bytes(request, within(request, most), !codings.isEmpty());
    }

    /** As it is sent, which is to be in the coding. */
    public byte[] readCoded(ContainerRequestContext request, String coding, BodyLimits most) {
        requireAcceptable(request);
        var codings = codings(request);
        if (!codings.isEmpty() && !codings.equals(List.of(coding))) {
            throw wrongCoding(coding);
        }
        return bytes(request, within(request, most), false);
    }

    /** Whether nothing of a body is left to read: there is none, or it was read to its end. */
    public static boolean isRead(ContainerRequestContext request) {
        return ArrivingBody.isRead(request)
                || (announced(request) <= 0 && request.getHeaderString("Transfer-Encoding") == null);
    }

    /**
     * Takes what nobody has read of a body, and keeps nothing of it, if it comes soon and is no longer than what some method
     * takes, or, of who is not known, if it is short; false if there is more.
     */
    public static boolean takeRest(ContainerRequestContext request) {
        var call = Call.of(request);
        var isKnown = call != null && call.anyPrincipal().isPresent();
        var most = isKnown ? MOST_REST : MOST_REST_OF_ANYBODY;
        var time = isKnown ? TIME_OF_REST : TIME_OF_REST_OF_ANYBODY;
        if (announced(request) > most) {
            return false;
        }
        Supplier<RuntimeException> tooLong = () -> new ProblemException(Problem.tooLarge(most));
        try (var body = new ArrivingBody(request, time, most, tooLong)) {
            body.skipAll();
            return true;
        } catch (IOException | IllegalStateException | ProblemException e) {
            return false;
        }
    }

    /** Frees what a request holds. */
    public static void close(@Nullable Object room) {
        if (room instanceof BytesInFlight.Room held) {
            held.close();
        }
    }

    /**
     * How long the body is said to be; fewer than 0 if that is not said. The server let only a whole number pass; the
     * framework's own reading of it fails at what is no int.
     */
    static long announced(ContainerRequestContext request) {
        var said = request.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        return said == null ? -1 : Long.parseLong(said.strip());
    }

    private static boolean isPublic(ContainerRequestContext request) {
        var call = Call.of(request);
        return call == null || call.isPublic();
    }

    private static void requireAcceptable(ContainerRequestContext request) {
        var call = Call.of(request);
        if (call != null) {
            call.requireAcceptable();
        }
    }

    private static List<String> codings(ContainerRequestContext request) {
        return request.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of()).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .map(coding -> coding.equals("x-gzip") ? GZIP : coding)
                .toList();
    }

    private BodyLimits within(ContainerRequestContext request, BodyLimits most) {
        var longest = limits.publicBodyBytes();
        return isPublic(request) && longest < most.decoded() ? BodyLimits.of(longest, most.memory()) : most;
    }

    private byte[] bytes(ContainerRequestContext request, BodyLimits most, boolean gzip) {
        var announced = announced(request);
        // Said to be longer, it is not even begun.
        if (announced > most.sent()) {
            throw most.sentTooLong().get();
        }
        try (var body = new ArrivingBody(request, limits.requestTimeout(), most.sent(), most.sentTooLong())) {
            if (gzip) {
                var decoded = new GrowingBytes(most.decoded(), most.decodedTooLong(), most.memory());
                Gunzip.read(body, decoded);
                return decoded.bytes();
            }
            var bytes = new GrowingBytes(most.sent(), most.sentTooLong(), most.memory());
            bytes.read(body, (int) announced);
            return bytes.bytes();
        } catch (Gunzip.DamagedException e) {
            throw new ProblemException(Problem.malformed("The body is no whole gzip: " + e.getMessage()));
        } catch (ArrivingBody.LateException e) {
            throw new ProblemException(Problem.late(limits.requestTimeout()));
        } catch (IOException e) {
            throw new ProblemException(Problem.malformed("The body broke off"));
        }
    }

    private static ProblemException wrongCoding(String right) {
        return new ProblemException(Problem.unsupportedCoding(right));
    }

    private static ProblemException full() {
        return new ProblemException(Problem.unavailable("Too many bodies are on their way already", RETRY));
    }
}
