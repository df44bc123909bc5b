package dev.fleetledger.kit.http.parameter;

import dev.fleetledger.kit.json.WireField;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A table in the body of a request: CSV as RFC 4180 has it, in UTF-8, the names of the columns first. Read when it is
 * asked for, as with {@link Body}. Semicolons may stand for the commas; rows of nothing are none.
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
        return WireField.of(type).stream()
                .map(field -> field.component().getType() == Map.class ? field.name() + "." : field.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
