package dev.fleetledger.drill;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A Java program of this class path in a process of its own, spoken to in lines, and treated badly by signals. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter input;

    /**
     * Starts it.
     *
     * @param heap that it may have, as {@code -Xmx} takes it
     * @param log where its standard error goes
     * @param onLine takes each line that it prints
     * @param onEnd called when it prints no more
     */
    ChildProcess(
            Class<?> main, List<String> arguments, String heap, Path log, Consumer<String> onLine, Runnable onEnd) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = process.outputWriter(StandardCharsets.UTF_8);
        var output = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofPlatform().name("reader-" + process.pid()).daemon().start(() -> {
            read(output, onLine);
            onEnd.run();
        });
    }

    private static void read(BufferedReader output, Consumer<String> onLine) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                onLine.accept(line);
            }
        } catch (IOException e) {
            // A killed process's pipe may end anyhow.
            return;
        }
    }

    /** Writes a line to its standard input; whether that was possible. */
    boolean write(String line) {
        synchronized (input) {
            try {
                input.write(line);
                input.newLine();
                input.flush();
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    /** SIGTERM, and waits for the end. */
    void terminate() {
        process.destroy();
        if (!await(Duration.ofSeconds(30))) {
            kill();
        }
    }

    /** SIGSTOP. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean await(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
