package dev.fleetledger.query.live;

import java.time.Duration;

/** What a client may send that nobody reads: so much in a minute, which begins with the first frame. For one thread at a time. */
final class Allowance {
    /** Frames, of any kind: some clients ping each second. */
    static final int MOST_FRAMES = 120;

    static final int MOST_BYTES = 64 << 10;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private long since;
    private int frames;
    private long bytes;

    /** Whether a frame with so many bytes may be sent; counts it. */
    boolean takes(int length) {
        return takes(length, System.nanoTime());
    }

    /** @param now in nanoseconds by an even time */
    boolean takes(int length, long now) {
        if (frames == 0 || now - since > MINUTE) {
            since = now;
            frames = 0;
            bytes = 0;
        }
        frames++;
        bytes += length;
        return frames <= MOST_FRAMES && bytes <= MOST_BYTES;
    }
}
