package dev.fleetledger.ingest.batch;

import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import java.util.function.IntConsumer;

/** Encodes a {@link SampleBatch} as its samples come; its tables and number of series are known at the end only. */
final class BatchWriter {
    private static final byte[] HEADER = AvroCodec.of(SampleBatch.class).header();
    private static final int FIRST_BYTES = 2 << 10;
    /** Of lengths and ends around the tables and the series. */
    private static final int FRAME = 64;

    private final IntConsumer memory;
    private final SymbolTable names;
    private final SymbolTable labels;
    private final AvroWriter series;
    private final long time;
    private int count;

    /**
     * @param time from which the samples' times count; the nearer, the shorter they are
     * @param memory asked for each number of bytes before they are taken; may throw
     */
    BatchWriter(long time, IntConsumer memory) {
        this.time = time;
        this.memory = memory;
        this.names = new SymbolTable(memory);
        this.labels = new SymbolTable(memory);
        this.series = new AvroWriter(FIRST_BYTES, memory);
    }

    void add(Series its, Samples samples) {
        count++;
        series.number(names.place(its.name()));
        if (its.labels().length > 0) {
            series.number(its.labels().length);
            for (var label : its.labels()) {
                series.number(labels.place(label));
            }
        }
        series.number(0);
        samples.write(series, time);
    }

    /** How long the record is, or a little less. */
    int size() {
        return FRAME + names.bytes() + labels.bytes() + series.size();
    }

    /** The record. */
    byte[] bytes() {
        var record = new AvroWriter(size(), memory);
        record.raw(HEADER);
        names.write(record);
        labels.write(record);
        record.number(time);
        if (count > 0) {
            record.number(count);
            record.raw(series);
        }
        record.number(0);
        return record.bytes();
    }
}
