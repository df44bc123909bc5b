package dev.fleetledger.query.telemetry.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** The days of a partitioned table, each a table of its own that goes as a whole. */
final class Partitions {
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    private final String table;

    /**
     * @param table partitioned by range of its column {@code hour}
     */
    Partitions(String table) {
        this.table = table;
    }

    /** Makes the partition of a day if it is not there. */
    void create(Handle handle, LocalDate day) {
        var name = name(day);
        handle.execute("""
                create table if not exists %s partition of %s for values from ('%s') to ('%s')""".formatted(name, table, midnight(day), midnight(day.plusDays(1))));
        // The blocks are compressed already.
        handle.execute("alter table %s alter column block set storage external".formatted(name));
    }

    /** Whether the day has its partition. */
    boolean exists(Handle handle, LocalDate day) {
        return handle.createQuery("select to_regclass(:name) is not null")
                .bind("name", name(day))
                .mapTo(Boolean.class)
                .one();
    }

    /** Drops the partitions of all days before this one; returns their names. */
    List<String> dropBefore(Handle handle, LocalDate day) {
        var old = handle.createQuery("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = to_regclass(:table) and c.relname < :first order by 1""")
                .bind("table", table)
                .bind("first", name(day))
                .mapTo(String.class)
                .list();
        old.forEach(name -> handle.execute("drop table " + name));
        return old;
    }

    private String name(LocalDate day) {
        return table + "_" + SUFFIX.format(day);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
