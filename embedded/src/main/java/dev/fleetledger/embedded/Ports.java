package dev.fleetledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports on the loopback address. */
public final class Ports {
    private Ports() {}

    /** A port, 1 to 65535, that nothing listens on now. Another program may take it before the caller does. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    /** Whether nothing listens on the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Checks a port that the caller is about to listen on.
     *
     * @throws PlatformFailure if the port is taken
     */
    public static void requireFree(int port) {
        if (!isFree(port)) {
            throw new PlatformFailure(
                    "Port " + port + " is in use by another program; stop it or choose another port.");
        }
    }
}
