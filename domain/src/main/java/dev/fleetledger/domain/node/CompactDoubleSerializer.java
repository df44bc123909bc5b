package dev.fleetledger.domain.node;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes a number without decimals if it is a whole one: 100, not 100.0. */
public final class CompactDoubleSerializer extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;
    /** Up to here every whole double is exact. */
    private static final double MOST = 1L << 53;

    public CompactDoubleSerializer() {
        super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) <= MOST) {
            generator.writeNumber(value.longValue());
        } else {
            generator.writeNumber(value);
        }
    }
}
