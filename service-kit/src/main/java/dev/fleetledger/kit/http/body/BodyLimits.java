package dev.fleetledger.kit.http.body;

import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * How much of a body is taken.
 *
 * @param sent bytes as they are sent, at most
 * @param decoded bytes once decompressed, at most
 * @param sentTooLong what to throw at more that are sent
 * @param decodedTooLong what to throw at more that come of it
 * @param memory asked for each number of bytes before they are taken, as the body arrives; may throw
 */
public record BodyLimits(
        int sent,
        int decoded,
        Supplier<? extends RuntimeException> sentTooLong,
        Supplier<? extends RuntimeException> decodedTooLong,
        IntConsumer memory) {

    /** As many bytes before as after; 413 at more. */
    public static BodyLimits of(int longest, IntConsumer memory) {
        Supplier<RuntimeException> tooLong = () -> new ProblemException(Problem.tooLarge(longest));
        return new BodyLimits(longest, longest, tooLong, tooLong, memory);
    }
}
