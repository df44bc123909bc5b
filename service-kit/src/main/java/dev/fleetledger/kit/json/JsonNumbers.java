package dev.fleetledger.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What counts as a number: for a decimal one, nothing that is none ({@code "NaN"} and {@code "Infinity"}, which Jackson
 * reads before it asks whether text may be a number); for a whole one, also {@code 8.0}, which is an integer in JSON
 * Schema, and what languages without integers write.
 */
final class JsonNumbers extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;
    private static final Set<Class<?>> DECIMAL = Set.of(Double.class, double.class, Float.class, float.class);
    private static final Set<Class<?>> WHOLE = Set.of(Integer.class, int.class, Long.class, long.class);
    /** Beyond it a double is not exact, and the number that was written may have been another. */
    private static final double EXACT = 1L << 53;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription description, JsonDeserializer<?> standard) {
        var type = description.getBeanClass();
        if (DECIMAL.contains(type)) {
            return new Decimal(standard);
        }
        return WHOLE.contains(type) ? new Whole(standard) : standard;
    }

    private static final class Decimal extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        Decimal(JsonDeserializer<?> standard) {
            super(standard);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> standard) {
            return new Decimal(standard);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var value = super.deserialize(parser, context);
            return value instanceof Number number && !Double.isFinite(number.doubleValue())
                    ? context.handleWeirdStringValue(handledType(), parser.getText(), "not a number")
                    : value;
        }
    }

    private static final class Whole extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        Whole(JsonDeserializer<?> standard) {
            super(standard);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> standard) {
            return new Whole(standard);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
                var value = parser.getDoubleValue();
                if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
                    var whole = (long) value;
                    if (handledType() == Long.class || handledType() == long.class) {
                        return whole;
                    }
                    if (whole == (int) whole) {
                        return (int) whole;
                    }
                }
            }
            return super.deserialize(parser, context);
        }
    }
}
