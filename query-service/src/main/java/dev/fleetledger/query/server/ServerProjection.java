package dev.fleetledger.query.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.query.projection.server.ServerChange;
import dev.fleetledger.query.projection.server.ServerChange.Current;
import dev.fleetledger.query.projection.server.ServerChange.Deleted;
import dev.fleetledger.query.projection.server.ServerChange.None;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The servers there are, for lists and look-ups. */
public final class ServerProjection implements Projection<ServerChange> {

    @Override
    public List<String> tables() {
        return List.of("servers", "deleted_servers", "server_total");
    }

    @Override
    public void apply(Handle handle, List<ServerChange> batch) {
        var latest = new LinkedHashMap<UUID, ServerChange>();
        for (var change : batch) {
            switch (change) {
                case Current current -> {
                    if (!(latest.get(current.server().id()) instanceof Deleted)) {
                        latest.put(current.server().id(), current);
                    }
                }
                case Deleted deleted -> latest.put(deleted.id(), deleted);
                case None none -> {}
            }
        }
        var before = count(handle, latest.keySet());
        write(handle, latest.values().stream().toList());
        var more = count(handle, latest.keySet()) - before;
        if (more != 0) {
            handle.createUpdate("""
                            insert into server_total as old (total) values (:more)
                            on conflict (one) do update set total = old.total + excluded.total""").bind("more", more).execute();
        }
    }

    private static long count(Handle handle, Collection<UUID> ids) {
        return handle.createQuery("select count(*) from servers where id = any(:ids)")
                .bindArray("ids", UUID.class, List.copyOf(ids))
                .mapTo(Long.class)
                .one();
    }

    private static void write(Handle handle, List<ServerChange> changes) {
        // What is older, as a writer that was cut off may still send, changes nothing.
        try (var forget = handle.prepareBatch("insert into deleted_servers (id) values (:id) on conflict do nothing");
                var delete = handle.prepareBatch("delete from servers where id = :id");
                var upsert = handle.prepareBatch("""
                        insert into servers as old (id, slug, number, hostname, display_name, ip_address, health, tags,
                            created_at, last_seen, version, document, view)
                        select :id, :slug, :number, :hostname, :displayName, :ipAddress, :health, :tags, :createdAt,
                            cast(:lastSeen as timestamptz), :version, cast(:document as jsonb), :view
                        where not exists (select from deleted_servers where id = :id)
                        on conflict (id) do update set slug = excluded.slug, number = excluded.number,
                            hostname = excluded.hostname, display_name = excluded.display_name,
                            ip_address = excluded.ip_address, health = excluded.health, tags = excluded.tags,
                            created_at = excluded.created_at, last_seen = excluded.last_seen,
                            version = excluded.version, document = excluded.document, view = excluded.view
                        where old.version < excluded.version or (old.version = excluded.version
                            and (old.last_seen is null or old.last_seen <= excluded.last_seen))""")) {
            for (var change : changes) {
                switch (change) {
                    case Current current -> {
                        var server = current.server();
                        upsert.bind("id", server.id())
                                .bind("slug", server.slug())
                                .bind("number", server.number())
                                .bind("hostname", server.details().hostname())
                                .bind("displayName", server.details().displayName())
                                .bind("ipAddress", server.details().ipAddress())
                                .bind("health", server.health().wireName())
                                .bindArray(
                                        "tags", String.class, server.details().tags())
                                .bind("createdAt", server.createdAt())
                                .bind("lastSeen", server.lastSeen())
                                .bind("version", server.version())
                                .bind("document", json(server))
                                .bind("view", ReadyServer.of(server).view())
                                .add();
                    }
                    case Deleted deleted -> {
                        forget.bind("id", deleted.id()).add();
                        delete.bind("id", deleted.id()).add();
                    }
                    case None none -> {}
                }
            }
            forget.execute();
            delete.execute();
            upsert.execute();
        }
    }

    private static String json(ServerSnapshot server) {
        try {
            return Json.mapper().writeValueAsString(server);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
