package dev.fleetledger.kit.http;

import java.util.List;
import java.util.function.Function;

/**
 * A table in the body of a request: CSV as RFC 4180 has it, in UTF-8, the names of the columns first. Read when it is
 * asked for, as with {@link Body}.
 */
public final class Csv {
    /** The media type. */
    public static final String TYPE = "text/csv";
    /** More rows are not taken at once. */
    public static final int MOST_ROWS = 1000;

    private final Function<Class<?>, List<CsvRow>> reader;

    Csv(Function<Class<?>, List<CsvRow>> reader) {
        this.reader = reader;
    }

    /**
     * The rows in their order; 406, 415, 413 or 400 otherwise. A row that is wrong for itself is refused only when it is
     * read as something.
     *
     * @param type a record whose components are the columns that there may be
     */
    public List<CsvRow> rows(Class<? extends Record> type) {
        return reader.apply(type);
    }
}
