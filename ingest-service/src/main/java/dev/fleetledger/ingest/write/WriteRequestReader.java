package dev.fleetledger.ingest.write;

import dev.fleetledger.ingest.batch.Delivery;
import dev.fleetledger.ingest.batch.Label;
import dev.fleetledger.ingest.batch.Limits;
import dev.fleetledger.ingest.batch.NamedSeries;
import dev.fleetledger.ingest.batch.Reason;
import dev.fleetledger.ingest.batch.Refusal;
import dev.fleetledger.ingest.batch.Samples;
import dev.fleetledger.ingest.batch.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code prometheus.WriteRequest} (remote write 1.0, "Protocol") into a delivery. Exemplars and metadata are passed
 * over; native histograms are counted as samples and rejected.
 */
final class WriteRequestReader {
    private static final int TIME_SERIES = 1 << 3 | 2;
    private static final int LABELS = 1 << 3 | 2;
    private static final int SAMPLES = 2 << 3 | 2;
    private static final int HISTOGRAMS = 4 << 3 | 2;
    private static final int NAME = 1 << 3 | 2;
    private static final int LABEL_VALUE = 2 << 3 | 2;
    private static final int VALUE = 1 << 3 | 1;
    private static final int TIMESTAMP = 2 << 3;
    private static final Refusal HISTOGRAM =
            new Refusal(Reason.UNSUPPORTED, "histograms", "native histograms are not kept");

    private final SeriesOfLabels naming;
    private final SeriesMemory memory;
    private final Limits limits;
    private final byte[] bytes;
    private final ProtoReader message;
    private final Delivery delivery;
    private final long now;
    private final List<Label> labels = new ArrayList<>();
    private final Samples samples = new Samples();

    WriteRequestReader(
            SeriesOfLabels naming, SeriesMemory memory, Limits limits, byte[] bytes, int length, Delivery delivery) {
        this.naming = naming;
        this.memory = memory;
        this.limits = limits;
        this.bytes = bytes;
        this.message = new ProtoReader(bytes, length);
        this.delivery = delivery;
        this.now = delivery.receivedAt().toEpochMilli();
    }

    /** Reads all of it; throws {@link MalformedException} if it is no such message. */
    void read() {
        while (!message.atEnd()) {
            var tag = message.tag();
            if (tag == TIME_SERIES) {
                timeSeries();
            } else {
                message.skip(tag);
            }
        }
    }

    private void timeSeries() {
        samples.clear();
        var outer = message.enter();
        var from = message.position();
        var named = series();
        // Senders write labels first, but the format leaves fields their order ("Encoding", Field Order).
        var isWhole = false;
        while (!message.atEnd()) {
            var tag = message.tag();
            switch (tag) {
                case SAMPLES -> {
                    sample();
                    if (samples.isFull()) {
                        if (!isWhole && hasMoreLabels()) {
                            named = scattered(from);
                        }
                        isWhole = true;
                        deliver(named);
                    }
                }
                case LABELS -> {
                    if (!isWhole) {
                        named = scattered(from);
                        isWhole = true;
                    }
                    message.skip(tag);
                }
                case HISTOGRAMS -> {
                    delivery.tally().reject(delivery.tally().next(), HISTOGRAM);
                    message.skip(tag);
                }
                default -> message.skip(tag);
            }
        }
        message.leave(outer);
        deliver(named);
    }

    /** The series whose message begins here; leaves the reader behind the labels that come first. */
    private NamedSeries series() {
        var from = message.position();
        while (message.isNext(LABELS)) {
            message.skip(message.tag());
        }
        var to = message.position();
        var known = memory.find(bytes, from, to);
        if (known != null) {
            return known;
        }
        message.position(from);
        labels.clear();
        while (message.isNext(LABELS)) {
            message.tag();
            labels.add(label());
        }
        var named = naming.of(labels);
        if (named instanceof Series series) {
            memory.keep(bytes, from, to, series);
        }
        return named;
    }

    /** Whether some follow; reads nothing. */
    private boolean hasMoreLabels() {
        var here = message.position();
        var found = false;
        while (!found && !message.atEnd()) {
            var tag = message.tag();
            found = tag == LABELS;
            message.skip(tag);
        }
        message.position(here);
        return found;
    }

    /** The series by all labels of its message, wherever they stand; reads nothing. */
    private NamedSeries scattered(int from) {
        var here = message.position();
        message.position(from);
        labels.clear();
        while (!message.atEnd()) {
            var tag = message.tag();
            if (tag == LABELS) {
                labels.add(label());
            } else {
                message.skip(tag);
            }
        }
        message.position(here);
        return naming.of(labels);
    }

    private void deliver(NamedSeries named) {
        if (samples.size() == 0) {
            return;
        }
        var refusal = switch (named) {
            case Refusal refused -> refused;
            case Series known -> deliver(known);
        };
        if (refusal != null) {
            for (var i = 0; i < samples.size(); i++) {
                delivery.tally().reject(samples.item(i), refusal);
            }
        }
        samples.clear();
    }

    private @Nullable Refusal deliver(Series known) {
        var refusal = delivery.check(known);
        if (refusal == null) {
            delivery.add(known, samples);
        }
        return refusal;
    }

    private Label label() {
        var outer = message.enter();
        var name = "";
        var value = "";
        while (!message.atEnd()) {
            var tag = message.tag();
            switch (tag) {
                case NAME -> name = message.string();
                case LABEL_VALUE -> value = message.string();
                default -> message.skip(tag);
            }
        }
        message.leave(outer);
        return new Label(name, value);
    }

    private void sample() {
        var outer = message.enter();
        var value = 0L;
        var timestamp = 0L;
        while (!message.atEnd()) {
            var tag = message.tag();
            switch (tag) {
                case VALUE -> value = message.fixed64();
                case TIMESTAMP -> timestamp = message.varint();
                default -> message.skip(tag);
            }
        }
        message.leave(outer);
        var item = delivery.tally().next();
        var refusal = limits.time(timestamp, now);
        if (refusal == null) {
            samples.add(item, timestamp, value);
        } else {
            delivery.tally().reject(item, refusal);
        }
    }
}
