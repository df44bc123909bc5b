package dev.fleetledger.command.webhook;

import dev.fleetledger.command.process.AddressPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to URLs that users chose. A host's name is looked up once for each request, every address checked, and one of
 * those connected to, so that no second look-up can lead elsewhere. Redirects are not followed, of the answer its head
 * alone is read, and the whole takes bounded time.
 */
final class WebhookClient implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 100;

    private final Duration bound;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-watch").factory());

    /** What became of a request. */
    sealed interface Result {}

    /**
     * It was answered.
     *
     * @param retryAfter what the answer asks for, or null
     */
    record Answered(int status, @Nullable Duration retryAfter) implements Result {}

    /** It was not. */
    record Failed(String error) implements Result {}

    /** @param bound how long one request takes at most */
    WebhookClient(AddressPolicy policy, Duration bound) {
        this.bound = bound;
        var wait = Timeout.of(bound);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedResolver(policy))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(wait)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setMaxConnTotal(DeliveryProcess.MOST_AT_A_TIME)
                .setMaxConnPerRoute(DeliveryProcess.MOST_AT_A_TIME)
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                // The next request looks the host up anew.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(wait)
                        .build())
                .setUserAgent("fleet-ledger")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    Result post(URI url, Map<String, String> headers, byte[] body) {
        var request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        var late = new AtomicBoolean();
        var overdue = watch.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                bound.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            var response = client.executeOpen(null, request, null);
            var answered = new Answered(response.getCode(), retryAfter(response));
            // To close it alone would read its body to the end, be there one or not.
            request.cancel();
            Closer.closeQuietly(response);
            return answered;
        } catch (IOException | RuntimeException e) {
            return new Failed(late.get() ? "no answer within " + bound.toSeconds() + " s" : words(e));
        } finally {
            overdue.cancel(false);
        }
    }

    private static String words(Exception failure) {
        var message = failure.getMessage();
        var words = message == null ? failure.getClass().getSimpleName() : message;
        return words.length() <= 200 ? words : words.substring(0, 200);
    }

    private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
        var header = response.getFirstHeader("Retry-After");
        if (header == null || !header.getValue().matches("\\d{1,9}")) {
            return null;
        }
        try {
            return Duration.ofSeconds(Long.parseLong(header.getValue()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }

    private static final class CheckedResolver implements DnsResolver {
        private final AddressPolicy policy;

        CheckedResolver(AddressPolicy policy) {
            this.policy = policy;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            if (!Arrays.stream(addresses).allMatch(policy::allows)) {
                throw new UnknownHostException(host + " has an address that may not be called");
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
