package dev.fleetledger.kit.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** What was answered to bytes that no client library would send. */
record RawExchange(String answer) {

    /** Sends a request without a body: its first line, and headers besides {@code Host} and {@code Connection}. */
    static RawExchange send(int port, String request, String... headers) {
        var all = new StringBuilder(request).append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        for (var header : headers) {
            all.append(header).append("\r\n");
        }
        return ofBytes(port, all.append("\r\n").toString());
    }

    /** Sends these characters, each as one byte. */
    static RawExchange ofBytes(int port, String bytes) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            return new RawExchange(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status() {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    }

    String body() {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** The value of a header, or empty. */
    String header(String name) {
        return answer.substring(0, answer.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
