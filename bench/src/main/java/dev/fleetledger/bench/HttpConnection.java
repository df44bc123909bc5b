package dev.fleetledger.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One kept-alive connection that asks and reads the answer. It does so little that what is measured is the server, with
 * which it shares the processor.
 */
final class HttpConnection implements AutoCloseable {
    private static final int LIMIT_MILLIS = 30_000;
    private static final int TOO_MANY = 429;

    private final URI endpoint;
    private final String headers;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean ended;

    /**
     * @param headers whole lines
     */
    HttpConnection(URI endpoint, String headers) throws IOException {
        this.endpoint = endpoint;
        this.headers = " HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\n" + headers;
        socket = open();
        in = new BufferedInputStream(socket.getInputStream(), 8192);
        out = socket.getOutputStream();
    }

    private Socket open() throws IOException {
        var opened = new Socket(endpoint.getHost(), endpoint.getPort());
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(LIMIT_MILLIS);
        return opened;
    }

    /** A server that refuses a body without reading it cannot read the next request from the same connection. */
    private void openAgainIfEnded() throws IOException {
        if (ended) {
            socket.close();
            socket = open();
            in = new BufferedInputStream(socket.getInputStream(), 8192);
            out = socket.getOutputStream();
            ended = false;
        }
    }

    /**
     * What a server answered.
     *
     * @param body whole
     */
    record Answer(int status, String body) {
        /** Throws unless it is a success. */
        String required() throws IOException {
            if (status < 200 || status > 299) {
                throw new IOException("answered " + status + ": " + body);
            }
            return body;
        }
    }

    /** Posts to the endpoint; false if the server has too much to do and says so by 429. */
    boolean post(byte[] body) throws IOException {
        var answer = exchange("POST " + endpoint.getPath(), "Content-Length: " + body.length + "\r\n\r\n", body);
        if (answer.status() != TOO_MANY) {
            answer.required();
        }
        return answer.status() != TOO_MANY;
    }

    /** Posts to the endpoint and requires a success. */
    Answer postRequired(byte[] body) throws IOException {
        var answer = exchange("POST " + endpoint.getPath(), "Content-Length: " + body.length + "\r\n\r\n", body);
        answer.required();
        return answer;
    }

    /** Gets a path with its query. */
    Answer get(String path) throws IOException {
        return exchange("GET " + path, "\r\n", new byte[0]);
    }

    private Answer exchange(String request, String rest, byte[] body) throws IOException {
        openAgainIfEnded();
        out.write((request + headers + rest).getBytes(US_ASCII));
        out.write(body);
        out.flush();
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var length = 0;
        var isChunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            ended |= lower.equals("connection: close");
            isChunked |= lower.equals("transfer-encoding: chunked");
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
        }
        return new Answer(status, new String(isChunked ? chunks() : in.readNBytes(length), UTF_8));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunk(); size > 0; size = chunk()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
