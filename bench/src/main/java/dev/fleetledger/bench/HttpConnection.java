package dev.fleetledger.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One kept-alive connection that posts and reads the answer. It does so little that what is measured is the server, with
 * which it shares the processor.
 */
final class HttpConnection implements AutoCloseable {
    private static final int LIMIT_MILLIS = 30_000;

    private final URI endpoint;
    private final String head;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean ended;

    /**
     * @param headers whole lines
     */
    HttpConnection(URI endpoint, String headers) throws IOException {
        this.endpoint = endpoint;
        head = "POST " + endpoint.getPath() + " HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\n" + headers;
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

    /** Posts; false if the server has too much to do and says so by 429. Throws if the answer is neither that nor success. */
    boolean post(byte[] body) throws IOException {
        openAgainIfEnded();
        out.write((head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(US_ASCII));
        out.write(body);
        out.flush();
        var status = line();
        var length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            ended |= header.equalsIgnoreCase("Connection: close");
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        var answer = new String(in.readNBytes(length), US_ASCII);
        if (!status.startsWith("HTTP/1.1 2") && !status.startsWith("HTTP/1.1 429")) {
            throw new IOException(status + " " + answer);
        }
        return !status.startsWith("HTTP/1.1 429");
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
