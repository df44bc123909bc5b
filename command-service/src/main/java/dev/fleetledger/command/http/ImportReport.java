package dev.fleetledger.command.http;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.kit.error.Rejection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows of a table, or would have.
 *
 * @param dryRun whether nothing was done
 */
public record ImportReport(
        boolean dryRun, int total, long created, long updated, long unchanged, long rejected, List<RowOutcome> rows) {
    public ImportReport {
        rows = List.copyOf(rows);
    }

    /** What became of a row. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /** All was as the row says already. */
        UNCHANGED,
        REJECTED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is wrong with a row.
     *
     * @param field the column, or null if it is no single one
     * @param received what stood there, if it may be repeated
     * @param expected what would have been right
     */
    public record Fault(
            @Nullable String field,
            String message,
            @Nullable Object received,
            @Nullable String expected) {}

    /**
     * What became of a row.
     *
     * @param row counted from 1, the names of the columns not counted
     * @param key of what it is about, null if it could not be read
     * @param id of what it is about, null if that is not or not yet there
     * @param errors why it was rejected, empty otherwise
     */
    public record RowOutcome(
            int row,
            @Nullable String key,
            Outcome outcome,
            @Nullable String id,
            List<Fault> errors) {

        static RowOutcome accepted(int row, String key, Outcome outcome, @Nullable String id) {
            return new RowOutcome(row, key, outcome, id, List.of());
        }

        static RowOutcome rejected(int row, @Nullable String key, Rejection rejection) {
            return new RowOutcome(row, key, Outcome.REJECTED, null, CsvImport.errors(rejection));
        }

        static RowOutcome repeated(int row, String key, int earlier) {
            var error = new Fault(null, "is about the same as row " + earlier, key, null);
            return new RowOutcome(row, key, Outcome.REJECTED, null, List.of(error));
        }
    }

    static ImportReport of(boolean dryRun, List<RowOutcome> rows) {
        return new ImportReport(
                dryRun,
                rows.size(),
                count(rows, Outcome.CREATED),
                count(rows, Outcome.UPDATED),
                count(rows, Outcome.UNCHANGED),
                count(rows, Outcome.REJECTED),
                rows);
    }

    private static long count(List<RowOutcome> rows, Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }
}
