package dev.fleetledger.kit;

import dev.fleetledger.kit.retry.UnavailableException;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what is free on the disk that data is kept on. Below a reserve nothing new is to be taken, as an embedded Kafka whose
 * disk is full ends the process at once; below twice the reserve it is told. What was refused is taken again once a tenth more
 * than the reserve is free, and it is told no longer once that is free beyond twice the reserve.
 */
public final class FreeSpace implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Disk disk;
    private final long reserve;
    private @Nullable ScheduledExecutorService timer;
    private volatile State state = State.AMPLE;
    private volatile long free = Long.MAX_VALUE;

    private enum State {
        AMPLE,
        LOW,
        FULL
    }

    /** Tells how many bytes are free. */
    @FunctionalInterface
    public interface Disk {
        long free() throws IOException;
    }

    /** That of the disk which holds a folder. */
    public static FreeSpace of(Path folder, DataSize reserve) {
        return new FreeSpace(() -> Files.getFileStore(folder).getUsableSpace(), reserve);
    }

    /** Where the data is elsewhere, so that nothing is watched and everything taken. */
    public static FreeSpace elsewhere() {
        return new FreeSpace(() -> Long.MAX_VALUE, DataSize.bytes(0));
    }

    FreeSpace(Disk disk, DataSize reserve) {
        this.disk = disk;
        this.reserve = reserve.toBytes();
    }

    @Override
    public void start() {
        look();
        var looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("free-space").factory());
        timer = looking;
        var unused =
                looking.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    /** What is the matter, in a few words that anyone may read; empty while there is room. */
    public Optional<String> problem() {
        return switch (state) {
            case AMPLE -> Optional.empty();
            case LOW -> Optional.of(left() + "; below " + mebibytes(reserve) + " nothing new is taken");
            case FULL -> Optional.of(left() + "; nothing new is taken");
        };
    }

    /** Throws UnavailableException if nothing new is to be written now. */
    public void require() {
        if (state == State.FULL) {
            throw new UnavailableException(
                    "The platform's disk is nearly full, so nothing new is taken; reads go on", RETRY);
        }
    }

    /** Asks the disk now. */
    void look() {
        try {
            free = disk.free();
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot tell how much of the disk is free", e);
            return;
        }
        var before = state;
        state = next(before);
        if (before != state) {
            switch (state) {
                case AMPLE -> LOG.info("there is room on the disk again");
                case LOW -> LOG.warn("the disk runs full: {}", problem().orElseThrow());
                case FULL ->
                    LOG.error(
                            "the disk is nearly full: {}; make room", problem().orElseThrow());
            }
        }
    }

    private State next(State before) {
        if (free < reserve || (before == State.FULL && free < reserve + reserve / 10)) {
            return State.FULL;
        }
        // So that a log at the brink does not say the one and the other by turns.
        var ample = before == State.AMPLE ? 2 * reserve : 2 * reserve + reserve / 10;
        return free < ample ? State.LOW : State.AMPLE;
    }

    private String left() {
        return "only " + mebibytes(free) + " of the disk are free";
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
