package dev.fleetledger.query.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.identity.UserView;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.schemas.FleetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Users and API keys as they are now. */
public final class IdentityDao {
    private static final String NOW =
            "v.fleet = :fleet and v.type = :type and v.to_offset is null and v.document is not null";

    private final Jdbi database;

    /** A user with the version of the aggregate. */
    record VersionedUser(long version, UserView user) {}

    /** What the ledger knows of an API key. */
    record StoredKey(
            UUID id,
            String name,
            @Nullable UUID serverId,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    public IdentityDao(Jdbi database) {
        this.database = database;
    }

    Page<UserView> users(PageRequest.PerPage request) {
        return database.withHandle(handle -> {
            var total = handle.createQuery("select count(*) from aggregate_versions v where " + NOW)
                    .bind("fleet", FleetId.DEFAULT.value())
                    .bind("type", "user")
                    .mapTo(Long.class)
                    .one();
            var items = handle.createQuery("""
                            select v.id, v.version, v.created_at, v.document, l.last_login from aggregate_versions v
                            left join user_logins l on l.fleet = v.fleet and l.user_number = cast(v.id as bigint)
                            where %s order by cast(v.id as bigint) limit :take offset :skip""".formatted(NOW))
                    .bind("fleet", FleetId.DEFAULT.value())
                    .bind("type", "user")
                    .bind("take", request.take())
                    .bind("skip", request.skip())
                    .map(IdentityDao::user)
                    .map(VersionedUser::user)
                    .list();
            return new Page<>(items, total, request);
        });
    }

    Optional<VersionedUser> user(long number) {
        return database.withHandle(handle -> handle.createQuery("""
                        select v.id, v.version, v.created_at, v.document, l.last_login from aggregate_versions v
                        left join user_logins l on l.fleet = v.fleet and l.user_number = cast(v.id as bigint)
                        where %s and v.id = :id""".formatted(NOW))
                .bind("fleet", FleetId.DEFAULT.value())
                .bind("type", "user")
                .bind("id", Long.toString(number))
                .map(IdentityDao::user)
                .findOne());
    }

    /** The API keys of a user, oldest first. */
    List<StoredKey> apiKeys(long owner) {
        return database.withHandle(handle -> handle.createQuery("""
                        select v.id, v.created_at, v.document from aggregate_versions v
                        where %s and v.names @> array[cast(:name as text)] order by v.created_at, v.id""".formatted(NOW))
                .bind("fleet", FleetId.DEFAULT.value())
                .bind("type", "api-key")
                .bind("name", ApiKeyDocuments.ownerName(owner))
                .map(IdentityDao::apiKey)
                .list());
    }

    private static VersionedUser user(ResultSet row, StatementContext context) throws SQLException {
        var document = document(row);
        var role = document.get("role").textValue();
        var own = document.get("permissions");
        return new VersionedUser(
                row.getLong("version"),
                new UserView(
                        row.getLong("id"),
                        document.get("email").textValue(),
                        document.get("name").textValue(),
                        role,
                        UserView.permissions(role, own.isNull() ? null : texts(own)),
                        time(row, "created_at"),
                        row.getObject("last_login") == null ? null : time(row, "last_login"),
                        document.get("disabled").booleanValue()));
    }

    private static StoredKey apiKey(ResultSet row, StatementContext context) throws SQLException {
        var document = document(row);
        var server = document.get("server_id").textValue();
        var expires = document.get("expires_at").textValue();
        return new StoredKey(
                UUID.fromString(row.getString("id")),
                document.get("name").textValue(),
                server == null ? null : UUID.fromString(server),
                texts(document.get("scopes")),
                time(row, "created_at"),
                expires == null ? null : Instant.parse(expires));
    }

    private static JsonNode document(ResultSet row) throws SQLException {
        return VersionRow.json(row.getString("document"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
