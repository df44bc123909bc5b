package dev.fleetledger.query.telemetry.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows written by {@code COPY ... FROM STDIN BINARY} (PostgreSQL 18, "COPY", "Binary Format"), inside the handle's
 * transaction. Nothing is there before {@link #close()}.
 */
final class CopyRows implements AutoCloseable {
    private static final byte[] START = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int SEND_AT = 1 << 16;

    private final CopyIn copy;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(SEND_AT * 2);
    private final DataOutputStream out = new DataOutputStream(buffer);
    private final int fields;

    private CopyRows(CopyIn copy, int fields) throws IOException {
        this.copy = copy;
        this.fields = fields;
        out.write(START);
        out.writeInt(0);
        out.writeInt(0);
    }

    /** Begins to write rows of these columns; all fields of a row are to be put in their order. */
    static CopyRows into(Handle handle, String table, String... columns) {
        var sql = "copy %s (%s) from stdin (format binary)".formatted(table, String.join(", ", columns));
        try {
            var connection = handle.getConnection().unwrap(PGConnection.class);
            return new CopyRows(connection.getCopyAPI().copyIn(sql), columns.length);
        } catch (SQLException | IOException e) {
            throw new CopyFailure(e);
        }
    }

    CopyRows row() {
        return write(data -> {
            if (buffer.size() >= SEND_AT) {
                send();
            }
            data.writeShort(fields);
        });
    }

    CopyRows put(UUID value) {
        return write(data -> {
            data.writeInt(16);
            data.writeLong(value.getMostSignificantBits());
            data.writeLong(value.getLeastSignificantBits());
        });
    }

    CopyRows put(Instant value) {
        return write(data -> {
            data.writeInt(8);
            data.writeLong((value.toEpochMilli() - EPOCH.toEpochMilli()) * 1000);
        });
    }

    CopyRows put(long value) {
        return write(data -> {
            data.writeInt(8);
            data.writeLong(value);
        });
    }

    CopyRows put(int value) {
        return write(data -> {
            data.writeInt(4);
            data.writeInt(value);
        });
    }

    CopyRows put(byte[] value) {
        return write(data -> {
            data.writeInt(value.length);
            data.write(value);
        });
    }

    /** Ends the rows; throws if PostgreSQL does not take them. */
    @Override
    public void close() {
        write(data -> {
            data.writeShort(-1);
            send();
            copy.endCopy();
        });
    }

    /** Of a step of writing. */
    private interface Step {
        void write(DataOutputStream data) throws IOException, SQLException;
    }

    private CopyRows write(Step step) {
        try {
            step.write(out);
            return this;
        } catch (SQLException | IOException e) {
            throw new CopyFailure(e);
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
        buffer.reset();
    }

    /** PostgreSQL does not take the rows, or is away. */
    static final class CopyFailure extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        CopyFailure(Exception cause) {
            super(cause instanceof IOException failure ? failure : new IOException(cause));
        }
    }
}
