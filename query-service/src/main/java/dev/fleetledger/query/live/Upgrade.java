package dev.fleetledger.query.live;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.ProtocolSwitch;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee10.servlet.ServletCoreResponse;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.Handshaker;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * Has a connection go on as a WebSocket (RFC 6455), without any extension: compressing each client's stream by itself would cost
 * each of them memory, and what compresses secrets beside what others choose tells of them.
 *
 * @param stream takes what the client is sent by, on a thread of its own
 * @param abandoned is told instead, if there is no client after all
 */
record Upgrade(Consumer<WebSocketSink> stream, Runnable abandoned) implements ProtocolSwitch {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final String VERSION = "13";
    private static final Handshaker HANDSHAKER = Handshaker.newInstance();

    /** 426 or 400 unless the handshake of the call is one that can be answered. */
    static void check(Call call) {
        if (!call.header("Sec-WebSocket-Version")
                .map(String::strip)
                .filter(VERSION::equals)
                .isPresent()) {
            throw new ProblemException(new Problem(
                    426,
                    "UPGRADE_REQUIRED",
                    "WebSocket is spoken here in version 13",
                    Map.of("Sec-WebSocket-Version", VERSION, "Upgrade", "websocket", "Connection", "Upgrade")));
        }
        if (!call.header("Sec-WebSocket-Key")
                .filter(key -> KEY.matcher(key).matches())
                .isPresent()) {
            throw new ProblemException(Problem.malformed("Sec-WebSocket-Key must be 16 bytes in base64"));
        }
    }

    @Override
    public void perform(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var started = false;
        try {
            var asked = ServletCoreRequest.wrap(request);
            var answer = ServletCoreResponse.wrap(asked, response, false);
            var connector = asked.getConnectionMetaData().getConnector();
            var components = WebSocketServerComponents.ensureWebSocketComponents(connector.getServer());
            var sink = new WebSocketSink(Duration.ofMillis(connector.getIdleTimeout()));
            try (var done = Blocker.callback()) {
                if (!HANDSHAKER.upgradeRequest(new Plain(sink), asked, answer, done, components, null)) {
                    response.sendError(HttpServletResponse.SC_BAD_REQUEST);
                    return;
                }
                done.block();
            }
            Thread.ofVirtual().name("websocket").start(() -> stream.accept(sink));
            started = true;
        } finally {
            if (!started) {
                abandoned.run();
            }
        }
    }

    @Override
    public void abandon() {
        abandoned.run();
    }

    /** Agrees to none of the extensions and protocols that a client offers. */
    private record Plain(WebSocketSink sink) implements WebSocketNegotiator {
        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            response.setExtensions(List.of());
            return sink;
        }
    }
}
