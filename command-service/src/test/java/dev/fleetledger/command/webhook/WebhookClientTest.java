package dev.fleetledger.command.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.process.AddressPolicy;
import dev.fleetledger.command.webhook.WebhookClient.Answered;
import dev.fleetledger.command.webhook.WebhookClient.Failed;
import dev.fleetledger.kit.security.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against receivers that behave badly. */
class WebhookClientTest {
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    private final WebhookClient client =
            new WebhookClient(new AddressPolicy(List.of("127.0.0.1/32")), Duration.ofSeconds(2));
    private final ServerSocket socket;

    WebhookClientTest() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        client.close();
    }

    /** What a receiver does with the connection. */
    private interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    @Test
    void tellsTheStatusAndWhatItAsksFor() {
        behave(out -> out.write("HTTP/1.1 429 x\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8)));
        assertThat(post()).isEqualTo(new Answered(429, Duration.ofMinutes(2)));
    }

    @Test
    void followsNoRedirect() {
        behave(out -> out.write(
                "HTTP/1.1 307 x\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8)));
        assertThat(post()).isEqualTo(new Answered(307, null));
    }

    @Test
    @Timeout(10)
    void readsNoBody() {
        behave(out -> {
            out.write("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
            while (true) {
                out.write("400\r\n".getBytes(UTF_8));
                out.write(new byte[0x400]);
                out.write("\r\n".getBytes(UTF_8));
            }
        });
        assertThat(post()).isEqualTo(new Answered(200, null));
    }

    @Test
    @Timeout(10)
    void readsNoEndlessHead() {
        behave(out -> {
            out.write("HTTP/1.1 200 x\r\n".getBytes(UTF_8));
            while (true) {
                out.write("X: y\r\n".getBytes(UTF_8));
            }
        });
        assertThat(post()).isInstanceOf(Failed.class);
    }

    @Test
    @Timeout(10)
    void waitsNoLongerThanItsBound() {
        var head = "HTTP/1.1 200 " + "a".repeat(100);
        behave(out -> {
            var gone = new CompletableFuture<Void>();
            try (var clock = Executors.newSingleThreadScheduledExecutor()) {
                var letters = head.chars().iterator();
                var ticking = clock.scheduleAtFixedRate(
                        () -> {
                            try {
                                out.write(letters.nextInt());
                                out.flush();
                            } catch (IOException e) {
                                gone.completeExceptionally(e);
                            }
                        },
                        0,
                        200,
                        TimeUnit.MILLISECONDS);
                gone.handle((nothing, failure) -> ticking.cancel(false)).join();
            }
        });
        assertThat(post()).isEqualTo(new Failed("no answer within 2 s"));
    }

    @Test
    void callsNobodyItMayNot() {
        for (var url :
                List.of("http://localhost6.invalid/", "http://10.1.2.3/", "http://127.0.0.2/", "http://[::1]/")) {
            assertThat(client.post(URI.create(url), Map.of(), BODY)).isInstanceOf(Failed.class);
        }
        var refused = (Failed) client.post(URI.create("http://127.0.0.2/"), Map.of(), BODY);
        assertThat(refused.error()).contains("may not be called");
    }

    /** The example of Standard Webhooks' own libraries. */
    @Test
    void signsAsTheLibrariesVerify() {
        assertThat(WebhookSecrets.sign(
                        new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}".getBytes(UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(WebhookSecrets.check(WebhookSecrets.create().value())).isEmpty();
    }

    private WebhookClient.Result post() {
        return client.post(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"), Map.of(), BODY);
    }

    private void behave(Behaviour behaviour) {
        Thread.ofVirtual().start(() -> {
            try (var connection = socket.accept()) {
                connection.getInputStream().read(new byte[4096]);
                behaviour.answer(connection.getOutputStream());
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
