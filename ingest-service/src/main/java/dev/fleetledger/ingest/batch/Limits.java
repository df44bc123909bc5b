package dev.fleetledger.ingest.batch;

import dev.fleetledger.kit.IngestSettings;
import dev.fleetledger.kit.http.failure.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much may be sent.
 *
 * @param bodyBytes a body as it is sent
 * @param decompressedBytes a body once decompressed
 * @param itemsPerRequest samples, or items of several
 * @param metricsPerItem samples in one item
 * @param labelsPerSeries apart from the metric's name and the server
 * @param metricNameLength in characters, as the next two
 * @param seriesPerServer different series of one server within an hour
 * @param oldest how long ago a sample may have been measured
 * @param ahead how far in the future
 */
public record Limits(
        int bodyBytes,
        int decompressedBytes,
        int itemsPerRequest,
        int metricsPerItem,
        int labelsPerSeries,
        int metricNameLength,
        int labelNameLength,
        int labelValueLength,
        int seriesPerServer,
        Duration oldest,
        Duration ahead) {
    private static final int ITEMS = 500_000;
    private static final int METRICS = 1000;

    /** As configured. */
    public static Limits of(IngestSettings settings) {
        return new Limits(
                settings.bodyBytes(),
                settings.decompressedBytes(),
                ITEMS,
                METRICS,
                settings.labelsPerSeries(),
                settings.nameLength(),
                settings.nameLength(),
                settings.labelValueLength(),
                settings.seriesPerServer(),
                settings.oldest(),
                settings.ahead());
    }

    /** Why a sample of that time is not kept, or null if it is; both in milliseconds since the epoch. */
    public @Nullable Refusal time(long time, long now) {
        if (time > now + ahead.toMillis()) {
            return Refusal.limit(
                    Reason.IN_THE_FUTURE,
                    "timestamp",
                    Instant.ofEpochMilli(time) + " is more than " + inWords(ahead) + " in the future");
        }
        if (time < now - oldest.toMillis()) {
            return Refusal.limit(
                    Reason.TOO_OLD,
                    "timestamp",
                    Instant.ofEpochMilli(time) + " is more than " + inWords(oldest) + " ago");
        }
        return null;
    }

    /** For a body that is too long as it is sent. */
    public Problem bodyTooLong() {
        return Problem.tooLarge(Reason.BODY_BYTES.wireName() + ": the body is longer than " + bodyBytes + " bytes");
    }

    /** For a body that is too long once decompressed. */
    public Problem decompressedTooLong() {
        return Problem.tooLarge(Reason.DECOMPRESSED_BYTES.wireName() + ": the body is longer than " + decompressedBytes
                + " bytes once decompressed");
    }

    private static String inWords(Duration duration) {
        return duration.toDays() > 1 ? duration.toDays() + " days" : duration.toMinutes() + " minutes";
    }
}
