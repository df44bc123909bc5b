package dev.fleetledger.kit.http.parameter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.binding.Binder;
import dev.fleetledger.kit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a {@link Csv}. An empty cell says nothing. A column {@code a.b} is the field {@code b} of the object {@code a}. */
public final class CsvRow<T extends Record> {
    private final int number;
    private final ObjectNode cells;
    private final @Nullable String fault;
    private final Class<T> type;
    private final Binder binder;

    CsvRow(int number, ObjectNode cells, @Nullable String fault, Class<T> type, Binder binder) {
        this.number = number;
        this.cells = cells;
        this.fault = fault;
        this.type = type;
        this.binder = binder;
    }

    /** Counted from 1, the names of the columns not counted. */
    public int number() {
        return number;
    }

    /** All that the row says, as text. */
    public String sent() {
        return cells.toString();
    }

    /**
     * The row as what its table is of.
     *
     * @throws RejectedException that names every wrong column
     */
    public T read() {
        if (fault != null) {
            throw new RejectedException(new Rejection.Invalid(
                    new FieldError("body", List.of(), fault, "value_error.row", null, "as many cells as columns")));
        }
        return type.cast(binder.bind(cells, Json.texts().constructType(type), "body"));
    }

    /** What the row changes of a thing that is there: whole in itself, it sends the columns that it says something in. */
    public Change<T> change() {
        return Binder.change(read(), cells);
    }
}
