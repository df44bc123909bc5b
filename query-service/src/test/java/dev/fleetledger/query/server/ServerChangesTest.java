package dev.fleetledger.query.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.server.ServerChanges.Change;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerChangesTest {
    private static final UUID ID = new UUID(1, 1);
    private static final Instant THEN = Instant.parse("2026-01-18T10:00:00Z");

    private final ServerChanges changes = new ServerChanges(7);

    private static ServerSnapshot server(long version, Health health, @Nullable Instant lastSeen) {
        return new ServerSnapshot(
                ID,
                "web",
                1,
                new ServerDetails("web", "web", 22, null, null, List.of()),
                THEN,
                THEN,
                version,
                health,
                lastSeen,
                null,
                null,
                null,
                null,
                Lifecycle.NEW);
    }

    @Test
    void whatIsNewAnotherOrGoneIsAChangeAndASignOfLifeIsNone() {
        var first = server(1, Health.UNKNOWN, null);
        var online = server(1, Health.ONLINE, THEN);
        var heard = server(1, Health.ONLINE, THEN.plusSeconds(30));
        var other = server(2, Health.ONLINE, THEN.plusSeconds(30));
        changes.note(null, first);
        changes.note(first, online);
        changes.note(online, heard);
        changes.note(heard, other);
        changes.note(other, null);
        changes.note(null, null);
        assertThat(after(0, 10))
                .containsExactly(
                        new Change(1, ServerChanges.Type.REGISTERED, first),
                        new Change(2, ServerChanges.Type.CHANGED, online),
                        new Change(3, ServerChanges.Type.CHANGED, other),
                        new Change(4, ServerChanges.Type.DELETED, other));
        assertThat(after(3, 10)).extracting(Change::number).containsExactly(4L);
        assertThat(after(0, 2)).extracting(Change::number).containsExactly(1L, 2L);
        assertThat(after(changes.last(), 10)).isEmpty();
    }

    @Test
    void theOldestAreForgotten() {
        for (var version = 1; version <= ServerChanges.MOST + 5; version++) {
            changes.note(
                    version == 1 ? null : server(version - 1L, Health.UNKNOWN, null),
                    server(version, Health.UNKNOWN, null));
        }
        assertThat(changes.after(4, 1)).isEmpty();
        assertThat(changes.after(0, Integer.MAX_VALUE)).isEmpty();
        assertThat(after(5, Integer.MAX_VALUE)).hasSize(ServerChanges.MOST);
        assertThat(after(5, 1)).extracting(Change::number).containsExactly(6L);
    }

    @Test
    void anIdIsThisInstancesAlone() {
        changes.note(null, server(1, Health.UNKNOWN, null));
        assertThat(changes.number(changes.id(1))).hasValue(1L);
        assertThat(changes.number(changes.id(0))).hasValue(0L);
        assertThat(new ServerChanges(8).number(changes.id(1))).isEmpty();
        for (var id : List.of("", "1", "7-", "-1", "7-x", "7-2")) {
            assertThat(changes.number(id)).isEmpty();
        }
    }

    private List<Change> after(long number, int most) {
        return changes.after(number, most).orElseThrow();
    }
}
