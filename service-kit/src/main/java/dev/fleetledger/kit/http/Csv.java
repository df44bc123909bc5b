package dev.fleetledger.kit.http;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A table in the body of a request: CSV as RFC 4180 has it, in UTF-8, the names of the columns first. Read when it is
 * asked for, as with {@link Body}.
 *
 * @param <T> a record whose components are the columns that there may be
 */
public final class Csv<T extends Record> {
    /** The media type. */
    public static final String TYPE = "text/csv";
    /** More rows are not taken at once. */
    public static final int MOST_ROWS = 1000;

    private final Supplier<List<CsvRow<T>>> reader;

    Csv(Supplier<List<CsvRow<T>>> reader) {
        this.reader = reader;
    }

    /**
     * The rows in their order; 406, 415, 413 or 400 otherwise. A row that is wrong for itself is refused only when it is
     * read as something.
     */
    public List<CsvRow<T>> rows() {
        return reader.get();
    }

    /** The columns that a table of these may have; of an object, what they begin with. */
    public static SortedSet<String> columns(Class<?> type) {
        var known = new TreeSet<String>();
        Json.texts()
                .getDeserializationConfig()
                .introspect(Json.texts().constructType(type))
                .findProperties()
                .forEach(property -> known.add(
                        property.getRawPrimaryType() == Map.class ? property.getName() + "." : property.getName()));
        return known;
    }
}
