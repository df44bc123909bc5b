package dev.fleetledger.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own that runs both servers on a data folder until it is killed. */
final class OtherJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private OtherJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static OtherJvm start(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        var command = List.of(
                java, "-Xmx512m", "-XX:+UseSerialGC", "-cp", classPath, OtherJvm.class.getName(), folder.toString());
        return new OtherJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** Returns once the servers run. */
    void awaitReady() throws IOException {
        // Its log comes the same way: on a busy machine Kafka complains while it starts.
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the other JVM ended before it was ready");
            }
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] args) throws InterruptedException {
        var folder = DataFolder.open(Path.of(args[0]));
        EmbeddedKafka.start(EmbeddedKafka.Config.in(folder.kafka()).withDurability());
        EmbeddedPostgresql.start(Postgres.config(folder.postgres()));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
