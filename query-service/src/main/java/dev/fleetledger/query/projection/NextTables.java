package dev.fleetledger.query.projection;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The tables of a projector that are made anew beside those that are read, and the order to do so. */
final class NextTables {
    /** Held by who orders, begins or ends; whoever is filling the tables waits for that, and it for them. */
    private static final String LOCK = "lock table next.projector_offsets in share row exclusive mode";

    private final ProjectorSpec<?> spec;
    private final Jdbi database;

    NextTables(ProjectorSpec<?> spec, Jdbi database) {
        this.spec = spec;
        this.database = database;
    }

    /** What tables there are, by their shapes; 0 for none. */
    record Shapes(int live, int next) {
        /** Whether tables of a version's shape are wanted: of an earlier one's it keeps nothing, a later one's it lets be. */
        boolean want(int shape) {
            return next == 0 ? live != 0 && live < shape : next <= shape;
        }
    }

    Shapes shapes(Handle handle) {
        return handle.createQuery("""
                        select coalesce((select min(shape) from projector_offsets where projector = :projector), 0),
                            coalesce((select min(shape) from next.projector_offsets where projector = :projector), 0)""")
                .bind("projector", spec.name())
                .map((row, context) -> new Shapes(row.getInt(1), row.getInt(2)))
                .one();
    }

    /** Whether there are tables to be filled: where one began before, those, with what they hold. */
    boolean begin() {
        return database.withHandle(this::shapes).want(spec.shape())
                && database.inTransaction(handle -> {
                    lock(handle);
                    var shapes = shapes(handle);
                    var wanted = shapes.want(spec.shape());
                    if (wanted && (shapes.next() != spec.shape() || !areAlike(handle))) {
                        create(handle);
                    }
                    return wanted;
                });
    }

    /** Orders them, whatever the live ones are like; what had been begun is begun again. */
    void order() {
        database.useTransaction(handle -> {
            lock(handle);
            create(handle);
        });
    }

    /** Whether this transaction alone has them take the others' place, of all instances. */
    static boolean tryToPromote(Handle handle, ProjectorSpec<?> spec) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtext('promotion of ' || :projector))")
                .bind("projector", spec.name())
                .mapTo(Boolean.class)
                .one();
    }

    static void lock(Handle handle) {
        handle.execute(LOCK);
    }

    /** Statistics, without which the first statements after the exchange would be planned badly. */
    void analyze() {
        database.useHandle(handle -> spec.tables().forEach(table -> handle.execute("analyze next." + table)));
    }

    /** Has them take the place of the live ones, and their cursors that of theirs. */
    void promote(Handle handle) {
        var schema = schema(handle);
        for (var table : spec.tables()) {
            handle.execute("drop table " + table);
            handle.execute("alter table next." + table + " set schema " + schema);
        }
        handle.createUpdate("""
                        insert into projector_offsets select * from next.projector_offsets where projector = :projector
                        on conflict (projector, partition) do update set next_offset = excluded.next_offset,
                            ledger_offset = excluded.ledger_offset, last_offset = excluded.last_offset,
                            last_record = excluded.last_record, shape = excluded.shape""").bind("projector", spec.name()).execute();
        forget(handle);
    }

    /** Whether they are there, with the columns and indexes that the live ones have. */
    boolean areAlike(Handle handle) {
        return spec.tables().stream()
                .allMatch(table -> form(handle, "next." + table).equals(form(handle, table)));
    }

    private static List<String> form(Handle handle, String table) {
        return handle.createQuery("""
                        select concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull,
                            pg_get_expr(adbin, adrelid))
                        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
                        where attrelid = to_regclass(:table) and attnum > 0 and not attisdropped
                        union all
                        select regexp_replace(pg_get_indexdef(indexrelid), ' ON [^ ]+\\.', ' ON ')
                        from pg_index where indrelid = to_regclass(:table)
                        order by 1""").bind("table", table).mapTo(String.class).list();
    }

    /** Begins them, empty and of the form of the live ones. */
    void create(Handle handle) {
        for (var table : spec.tables()) {
            handle.execute("drop table if exists next." + table);
            handle.execute("create table next." + table + " (like " + table + " including all excluding indexes)");
            indexes(handle, table);
        }
        forget(handle);
        handle.execute("set local search_path = next");
        Cursors.create(handle, spec);
    }

    /** Under the same names, which migrations know: {@code including indexes} would make up new ones. */
    private static void indexes(Handle handle, String table) {
        handle.createQuery("""
                        select coalesce(
                            'alter table next.' || :table || ' add constraint ' || quote_ident(c.conname) || ' '
                                || pg_get_constraintdef(c.oid),
                            replace(pg_get_indexdef(i.indexrelid), ' ON ' || :schema || '.', ' ON next.'))
                        from pg_index i left join pg_constraint c
                            on c.conindid = i.indexrelid and c.conrelid = i.indrelid and c.contype in ('p', 'u', 'x')
                        where i.indrelid = to_regclass(:table)""")
                .bind("table", table)
                .bind("schema", schema(handle))
                .mapTo(String.class)
                .list()
                .forEach(handle::execute);
    }

    private void forget(Handle handle) {
        handle.createUpdate("delete from next.projector_offsets where projector = :projector")
                .bind("projector", spec.name())
                .execute();
    }

    private static String schema(Handle handle) {
        return handle.createQuery("select quote_ident(current_schema())")
                .mapTo(String.class)
                .one();
    }
}
