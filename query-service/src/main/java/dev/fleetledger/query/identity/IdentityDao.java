package dev.fleetledger.query.identity;

import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.schemas.AggregateType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Users and API keys as they are now. */
public final class IdentityDao {
    private static final Comparator<ApiKey> OLDEST_FIRST = Comparator.comparing(ApiKey::createdAt)
            .thenComparing(key -> key.id().toString());
    private static final String USERS = "select v.*, l.last_login";
    private static final String LOGINS =
            "left join user_logins l on l.fleet = v.fleet and l.user_number = cast(v.id as bigint) ";

    private final Jdbi database;

    /** A user with the version of the aggregate. */
    record VersionedUser(long version, User user) {}

    public IdentityDao(Jdbi database) {
        this.database = database;
    }

    Page<User> users(PageRequest.PerPage request) {
        return VersionRows.read(database, null, rows -> {
            var total = rows.query(AggregateType.USER, "select count(*)", "")
                    .mapTo(Long.class)
                    .one();
            var items = rows.query(
                            AggregateType.USER,
                            USERS,
                            LOGINS + "order by cast(v.id as bigint) limit :take offset :skip")
                    .bind("take", request.take())
                    .bind("skip", request.skip())
                    .map(IdentityDao::user)
                    .map(VersionedUser::user)
                    .list();
            return new Page<>(items, total, request);
        });
    }

    Optional<VersionedUser> user(long number) {
        return VersionRows.read(
                database,
                null,
                rows -> rows.query(AggregateType.USER, USERS, LOGINS + "where v.id = :id")
                        .bind("id", Long.toString(number))
                        .map(IdentityDao::user)
                        .findOne());
    }

    /** The API keys of a user, oldest first. */
    List<ApiKey> apiKeys(long owner) {
        var names = List.of(ApiKey.ownerName(owner));
        return VersionRows.read(database, null, rows -> rows.byName(AggregateType.API_KEY, names)).stream()
                .map(row -> row.aggregate(ApiKey.class))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    Optional<ApiKey> apiKey(UUID id) {
        return VersionRows.read(database, null, rows -> rows.one(AggregateType.API_KEY, id))
                .map(row -> row.aggregate(ApiKey.class));
    }

    private static VersionedUser user(ResultSet row, StatementContext context) throws SQLException {
        var login = row.getObject("last_login", OffsetDateTime.class);
        var user = VersionRow.aggregate(row, User.class).loggedIn(login == null ? null : login.toInstant());
        return new VersionedUser(row.getLong("version"), user);
    }
}
