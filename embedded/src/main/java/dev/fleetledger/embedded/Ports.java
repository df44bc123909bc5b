package dev.fleetledger.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback address. */
public final class Ports {
    // Below what systems hand out to outgoing connections, one of which could else hold the port when a server comes
    // back.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 29_999;

    private Ports() {}

    /** A port, 20000 to 29999, that nothing listens on now. Another program may take it before the caller does. */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(1_000, LOWEST, HIGHEST + 1)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new PlatformFailure("No port from " + LOWEST + " to " + HIGHEST + " is free."));
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
