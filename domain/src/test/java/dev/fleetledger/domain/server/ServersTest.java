package dev.fleetledger.domain.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServersTest {
    private static final UUID NAS = new UUID(1, 1);
    private static final UUID WEB = new UUID(1, 2);
    private static final Instant START = Instant.parse("2026-01-18T10:00:00Z");

    @Test
    void areFoundByEachOfTheirNames() {
        var servers = after(registered(NAS, "Nas", 1, "nas.lan"), registered(WEB, "7", 2, "web.lan"));
        for (var name : List.of("nas", "NAS", NAS.toString(), "1")) {
            assertThat(servers.findAny(name)).map(Server::id).contains(NAS);
        }
        assertThat(servers.find("1")).isEmpty();
        assertThat(servers.findAny("7")).map(Server::id).contains(WEB);
        assertThat(servers.findByHost("WEB.lan.")).extracting(Server::id).containsExactly(WEB);
        assertThat(servers.lastNumber()).isEqualTo(2);
    }

    @Test
    void aHostnameThatChangesIsOneNoMore() {
        var servers = after(registered(NAS, "nas", 1, "old.lan"), new ServerUpdated(NAS, details("new.lan")));
        assertThat(servers.findByHost("old.lan")).isEmpty();
        assertThat(servers.findByHost("new.lan")).hasSize(1);
        assertThat(servers.wasDeletedHost("old.lan")).isFalse();
    }

    @Test
    void aHostnameMayBeTheUuid() {
        var servers = after(registered(NAS, "nas", 1, "old.lan"), new ServerUpdated(NAS, details(NAS.toString())));
        assertThat(servers.findByHost(NAS.toString())).hasSize(1);
        assertThat(servers.findByHost("old.lan")).isEmpty();
    }

    @Test
    void whatWasDeletedIsKnownUntilItIsRegisteredAgain() {
        var deleted = after(registered(NAS, "Nas", 1, "nas.lan"), new ServerDeleted(NAS));
        assertThat(deleted.findAny("nas")).isEmpty();
        assertThat(deleted.wasDeleted("NAS")).isTrue();
        assertThat(deleted.wasDeletedHost("nas.lan")).isTrue();
        assertThat(deleted.lastNumber()).isEqualTo(1);
        var again = evolve(deleted, registered(WEB, "nas", 2, "nas.lan"));
        assertThat(again.wasDeleted("nas")).isFalse();
        assertThat(again.wasDeletedHost("nas.lan")).isFalse();
    }

    @Test
    void onlySoManyDeletionsAreRemembered() {
        var servers = Servers.EMPTY;
        for (var i = 0; i <= Servers.DELETED_SLUGS; i++) {
            var id = new UUID(0, i);
            servers = evolve(servers, registered(id, "s" + i, i + 1L, "host"));
            servers = evolve(servers, new ServerDeleted(id));
        }
        assertThat(servers.deletedSlugs()).hasSize(Servers.DELETED_SLUGS);
        assertThat(servers.wasDeleted("s0")).isFalse();
        assertThat(servers.wasDeleted("s1")).isTrue();
    }

    private static Servers after(ServerEvent... events) {
        var servers = Servers.EMPTY;
        for (var event : events) {
            servers = evolve(servers, event);
        }
        return servers;
    }

    private static Servers evolve(Servers before, ServerEvent event) {
        return before.evolve(
                event,
                new EventMetadata(
                        NAS,
                        EventCatalog.typeOf(event),
                        "test",
                        START,
                        event.aggregate(),
                        FleetId.DEFAULT,
                        1,
                        1,
                        "user:1",
                        null,
                        null,
                        NAS,
                        NAS,
                        null,
                        null,
                        null));
    }

    private static ServerRegistered registered(UUID id, String slug, long number, String hostname) {
        return new ServerRegistered(id, slug, number, Origin.API, details(hostname));
    }

    private static ServerDetails details(String hostname) {
        return new ServerDetails(hostname, hostname, 22, null, null, List.of());
    }
}
