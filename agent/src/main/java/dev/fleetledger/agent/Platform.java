package dev.fleetledger.agent;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The platform as the agent sees it: a place that takes heartbeats. */
final class Platform implements Function<String, Outcome>, AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** For an attempt as a whole, to the last byte of the answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int LONGEST_REASON = 300;

    private final HttpClient client;
    private final URI endpoint;
    private final String apiKey;
    private final Duration timeout;
    private final Clock clock;

    Platform(URI baseUrl, String apiKey, Duration timeout, Clock clock) {
        this.endpoint = URI.create(baseUrl + "/api/v1/agents/heartbeat");
        this.apiKey = apiKey;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                // A redirect would carry the key to another place.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Sends one heartbeat and waits for the answer. */
    @Override
    public Outcome apply(String body) {
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "fleet-agent/" + Version.CURRENT)
                .header("X-API-Key", apiKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = new Beginning();
        var pending = client.sendAsync(
                request, HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(answer::add)));
        try {
            return judge(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS), answer.text());
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return postponed(
                    "no connection to " + endpoint + " (" + cause.getClass().getSimpleName() + ")");
        } catch (TimeoutException e) {
            pending.cancel(true);
            return postponed(endpoint + " did not answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return postponed("the agent stops");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Outcome judge(HttpResponse<?> response, String answer) {
        var status = response.statusCode();
        var reason = "status " + status + (answer.isEmpty() ? "" : ", " + answer);
        return switch (status) {
            case 202 -> new Outcome.Delivered();
            case 401 ->
                new Outcome.Postponed(
                        "the platform does not know the key, check FLEET_API_KEY (" + reason + ")",
                        retryAfter(response));
            case 403 ->
                new Outcome.Postponed("the key may not report this server (" + reason + ")", retryAfter(response));
            case 408, 429 -> new Outcome.Postponed(reason, retryAfter(response));
            default ->
                status >= 400 && status < 500
                        ? new Outcome.Refused(reason)
                        : new Outcome.Postponed(reason, retryAfter(response));
        };
    }

    private Duration retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").map(this::wait).orElse(Duration.ZERO);
    }

    /** Seconds, or a date; zero for neither, and never longer than an hour. */
    private Duration wait(String value) {
        Duration asked;
        try {
            asked = value.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(
                            clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    private static Outcome postponed(String reason) {
        return new Outcome.Postponed(reason, Duration.ZERO);
    }

    /** As much of an answer as is worth a log line. */
    private static final class Beginning {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        synchronized void add(byte[] part) {
            bytes.write(part, 0, Math.min(part.length, LONGEST_REASON - bytes.size()));
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8)
                    .replaceAll("[\\p{Cntrl}\\s]+", " ")
                    .strip();
        }
    }
}
