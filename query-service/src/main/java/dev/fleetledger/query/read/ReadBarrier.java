package dev.fleetledger.query.read;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.Position;
import java.time.Duration;

/** Holds a read back until the read model has what the client asks for in {@code Fleet-Min-Position}. */
public final class ReadBarrier {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Progress progress;

    /** Tells when a projector has reached a position. */
    @FunctionalInterface
    public interface Progress {
        /** Whether it has, having waited no longer than the bound. */
        boolean await(String projector, Position position, Duration bound);
    }

    public ReadBarrier(Progress progress) {
        this.progress = progress;
    }

    /** Waits for these projectors; throws UnavailableException, a 503, if they are not there in time. */
    public void await(Call call, String... projectors) {
        var position = call.minPosition();
        if (position == null) {
            return;
        }
        var deadline = System.nanoTime() + BOUND.toNanos();
        for (var projector : projectors) {
            if (!progress.await(projector, position, Duration.ofNanos(deadline - System.nanoTime()))) {
                throw new UnavailableException("The read model has not reached position " + position + " yet", RETRY);
            }
        }
    }
}
