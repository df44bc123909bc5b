package dev.fleetledger.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Times as clients write them: RFC 3339, with an offset. Its years have four digits (appendix A), and so has every time that
 * is shown or stored; others, which Java can write, overflow somewhere.
 */
public final class Times {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST =
            FIRST.atOffset(ZoneOffset.UTC).withYear(10_000).toInstant();

    private Times() {}

    /**
     * The time.
     *
     * @throws DateTimeException if it is none, or of a year that has not four digits
     */
    public static Instant parse(String text) {
        return bounded(text, Rfc3339.parse(text));
    }

    /** The same of a query, in which a plus that was not encoded has become a space. */
    public static Instant parseQuery(String text) {
        return bounded(text, Rfc3339.parseQuery(text));
    }

    private static Instant bounded(String text, Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(AFTER_LAST)) {
            throw new DateTimeParseException("not a year of four digits", text, 0);
        }
        return time;
    }

    /** For what was written by the platform itself, whatever it once let in. */
    static SimpleModule stored() {
        return new SimpleModule("stored times")
                .addDeserializer(
                        Instant.class,
                        new Text<>(
                                Instant.class,
                                text -> OffsetDateTime.parse(text).toInstant()));
    }

    /** For what clients send in bodies. */
    static SimpleModule sent() {
        return sent(Times::parse);
    }

    /** For what they send in queries. */
    static SimpleModule asked() {
        return sent(Times::parseQuery);
    }

    private static SimpleModule sent(Function<String, Instant> parse) {
        return new SimpleModule("sent times")
                .addDeserializer(Instant.class, new Text<>(Instant.class, parse))
                .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, Times::date));
    }

    private static LocalDate date(String text) {
        var date = LocalDate.parse(text);
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new DateTimeParseException("not a year of four digits", text, 0);
        }
        return date;
    }

    /** Of text and nothing else: a number says not in which unit it is. */
    private static final class Text<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        Text(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var type = handledType();
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return cast(context.handleUnexpectedToken(type, parser));
            }
            try {
                return parse.apply(parser.getText());
            } catch (DateTimeException e) {
                return cast(context.handleWeirdStringValue(type, parser.getText(), "not RFC 3339"));
            }
        }

        @SuppressWarnings("unchecked")
        private @Nullable T cast(@Nullable Object value) {
            return (T) value;
        }
    }
}
