package dev.fleetledger.kit.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Pattern;

/** A client that decides for each byte when to send it. */
final class Socketed implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final Socket socket;

    Socketed(TestService service) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), service.port(0));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    Socketed send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** The head of a POST of a body so long, and no credential. */
    static String post(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    /** Whether an answer, or the end of the connection, has come. */
    boolean isAnswered() throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().mark(1);
            return socket.getInputStream().available() > 0;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** One answer: its head and as much of a body as that says. */
    String answer() throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) octet());
        }
        var length = LENGTH.matcher(head);
        if (length.find()) {
            head.append(new String(socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))), UTF_8));
        }
        return head.toString();
    }

    /** Waits until the server has ended the connection. */
    void awaitEnd() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // What it may have said before.
            }
        } catch (java.net.SocketException e) {
            // Ended by force, as what was sent then is not read.
        }
    }

    private int octet() throws IOException {
        var octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new IOException("the connection was ended");
        }
        return octet;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
