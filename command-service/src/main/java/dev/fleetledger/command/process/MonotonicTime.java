package dev.fleetledger.command.process;

import java.time.Duration;

/** Time as it passes, whatever clocks show; tests have one that needs no waiting for. */
interface MonotonicTime {
    MonotonicTime SYSTEM = new MonotonicTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause);
        }
    };

    /** A moment, of use beside another one alone. */
    long nanos();

    void sleep(Duration pause) throws InterruptedException;

    /** How long ago that moment was. */
    default Duration since(long moment) {
        return Duration.ofNanos(nanos() - moment);
    }
}
