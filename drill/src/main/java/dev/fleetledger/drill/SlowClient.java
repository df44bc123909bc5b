package dev.fleetledger.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Announces a body, sends half of it, and then a byte a second for as long as it may. */
final class SlowClient implements Runnable {
    private static final int BODY = 16_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int port;
    private final AtomicBoolean giveUp;
    private volatile String end = "";

    /**
     * @param giveUp whether it is to end by itself
     */
    SlowClient(int port, AtomicBoolean giveUp) {
        this.port = port;
        this.giveUp = giveUp;
    }

    /** The status that it was answered, {@code cut} if it was cut off without one, or nothing as long as it goes on. */
    String end() {
        return end;
    }

    @Override
    public void run() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            var head = "POST " + HttpNode.PUBLIC + " HTTP/1.1\r\nHost: drill\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + BODY + "\r\n\r\n";
            out.write((head + "{\"text\":\"" + "x".repeat(BODY / 2)).getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().available() == 0 && !giveUp.get()) {
                Waiting.pause(PAUSE);
                out.write('x');
            }
            end = giveUp.get() ? "" : status(socket);
        } catch (IOException e) {
            end = "cut";
        }
    }

    private static String status(Socket socket) throws IOException {
        var line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        return line.substring(Math.min(9, line.length()));
    }
}
