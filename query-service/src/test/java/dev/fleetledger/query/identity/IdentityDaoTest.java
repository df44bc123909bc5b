package dev.fleetledger.query.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class IdentityDaoTest {
    private static final UUID OLDER = new UUID(2, 2);
    private static final UUID NEWER = new UUID(1, 1);
    private static final Concealed HASH = new Concealed("nobody is shown this");

    private final EventChain chain = new EventChain();
    private final Jdbi database = TestTables.create();
    private final IdentityDao identity = new IdentityDao(database);

    private void record(FleetEvent... events) {
        for (var event : events) {
            var recorded = List.of(chain.recorded(event));
            database.useTransaction(handle -> {
                new HistoryProjection().apply(handle, recorded);
                new UserLogins().apply(handle, recorded);
            });
        }
    }

    private static UserDetails details(long number, String role) {
        return new UserDetails("u" + number + "@example.com", "User " + number, role, null, false);
    }

    private static ApiKeyCreated key(UUID id, long owner) {
        return new ApiKeyCreated(id, "key", owner, List.of("server.read"), null, EventChain.START, HASH);
    }

    @Test
    void usersInTheOrderOfTheirNumbers() {
        LongStream.rangeClosed(1, 11)
                .forEach(number -> record(new UserCreated(number, details(number, "viewer"), HASH)));
        record(new UserDeleted(10));
        var page = identity.users(new PageRequest.PerPage(5, 2));
        assertThat(page.total()).isEqualTo(10);
        assertThat(page.items()).extracting(User::number).containsExactly(9L, 11L);
        assertThat(identity.user(10)).isEmpty();
    }

    @Test
    void aUserWithTheirLastLogin() {
        record(new UserCreated(1, details(1, "viewer"), HASH));
        assertThat(identity.user(1).orElseThrow().user().lastLogin()).isNull();
        record(new SessionOpened(NEWER, 1, EventChain.START), new UserUpdated(1, details(1, "admin")));
        var found = identity.user(1).orElseThrow();
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.user().details()).isEqualTo(details(1, "admin"));
        assertThat(found.user().createdAt()).isEqualTo(EventChain.START);
        assertThat(found.user().lastLogin()).isEqualTo(EventChain.START.plusSeconds(1));
    }

    @Test
    void theKeysOfAUserOldestFirst() {
        record(key(OLDER, 1), key(NEWER, 1), key(new UUID(3, 3), 2), key(new UUID(4, 4), 1));
        record(new ApiKeyRevoked(new UUID(4, 4), ApiKeyEnd.REQUESTED));
        assertThat(identity.apiKeys(1)).extracting(ApiKey::id).containsExactly(OLDER, NEWER);
        var older = identity.apiKey(OLDER).orElseThrow();
        assertThat(older.scopes()).containsExactly("server.read");
        assertThat(older.createdAt()).isEqualTo(EventChain.START);
        assertThat(older.expiresAt()).isEqualTo(EventChain.START);
        assertThat(identity.apiKey(new UUID(4, 4))).isEmpty();
    }
}
