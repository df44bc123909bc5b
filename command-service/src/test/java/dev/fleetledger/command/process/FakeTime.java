package dev.fleetledger.command.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when it is told to, and by pauses, which take none. */
final class FakeTime implements MonotonicTime {
    /** All but the last, which ends who pauses. */
    final List<Duration> pauses = new ArrayList<>();

    private final AtomicLong nanos = new AtomicLong();
    private final int most;

    /** Of whose pauses the one after so many interrupts. */
    FakeTime(int most) {
        this.most = most;
    }

    void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public synchronized void sleep(Duration pause) throws InterruptedException {
        if (pauses.size() == most) {
            throw new InterruptedException("the test is over");
        }
        pauses.add(pause);
        pass(pause);
    }
}
