package dev.fleetledger.standalone.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a wish to stop that the main thread carries out. The JVM waits until this is closed, at most
 * {@value #PATIENCE_SECONDS} s, then ends with exit code 0, where its own would be 130 or 143.
 */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(Runnable onStop) {
        hook = new Thread(() -> stop(onStop), "stop-signal");
    }

    /** @param onStop is called when the signal comes, by a thread of its own */
    static StopSignal listen(Runnable onStop) {
        var signal = new StopSignal(onStop);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Waits for the signal. */
    void await() throws InterruptedException {
        wanted.await();
    }

    /** Everything is stopped, or failed: the JVM may end. */
    @Override
    public void close() {
        done.countDown();
        if (wanted.getCount() > 0) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came just now; the hook ends the JVM.
                return;
            }
        }
    }

    private void stop(Runnable onStop) {
        wanted.countDown();
        onStop.run();
        var code = 1;
        try {
            code = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
