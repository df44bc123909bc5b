package dev.fleetledger.query.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.domain.server.ServerView;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.projection.server.ServerChange;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.query.server.ServerListQuery.Sort;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerDaoTest {
    private static final UUID NAS = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final UUID WEB = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final Instant SEEN = Instant.parse("2026-01-18T10:30:00Z");
    private static final ServerListQuery ALL = new ServerListQuery(null, null, null, null, null);
    private static final PageRequest EVERYTHING = new PageRequest.Slice(null, null);

    private final Jdbi database = TestTables.create();
    private final ServerDao servers = new ServerDao(database);
    private final EventChain chain = new EventChain();

    @Test
    void anEmptyFleetIsAnEmptyList() {
        var page = servers.list(ALL, EVERYTHING, null);
        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isZero();
    }

    @Test
    void aSnapshotIsReadAsItWasWritten() {
        var nas = server(NAS, "NAS", 1, Health.ONLINE, 1, SEEN);
        apply(new ServerChange.Current(nas));
        assertThat(servers.find("nas", null)).contains(nas);
        assertThat(servers.find(NAS.toString().toUpperCase(java.util.Locale.ROOT), null))
                .contains(nas);
        assertThat(servers.find("na", null)).isEmpty();
        assertThat(servers.find("%", null)).isEmpty();
    }

    @Test
    void aSearchIsAnsweredByAnIndex() {
        var plan = database.inTransaction(handle -> {
            // So few rows are looked at one by one otherwise.
            handle.execute("set local enable_seqscan = off");
            var conditions = new ServerListQuery(null, "edia", null, null, null).conditions();
            return handle.createQuery("explain select id from servers where " + conditions.sql())
                    .bindMap(conditions.bindings())
                    .mapTo(String.class)
                    .list();
        });
        assertThat(plan).anyMatch(line -> line.contains("servers_search"));
    }

    @Test
    void theTotalIsKeptOnceAllInstancesKeepIt() {
        for (var shape : List.of(1, 2)) {
            database.useHandle(handle -> {
                handle.execute("delete from projector_offsets");
                handle.execute(
                        "insert into projector_offsets (projector, partition, next_offset, ledger_offset, shape)"
                                + " values ('servers', 0, 0, 0, ?)",
                        shape);
            });
            var nas = server(NAS, "nas", 1, Health.ONLINE, shape, SEEN);
            apply(
                    new ServerChange.Current(nas),
                    new ServerChange.Current(server(WEB, "web", 2, Health.ONLINE, 1, SEEN)));
            apply(new ServerChange.Current(nas));
            assertThat(servers.list(ALL, EVERYTHING, null).total()).isEqualTo(2);
        }
        apply(new ServerChange.Deleted(NAS));
        apply(new ServerChange.Deleted(NAS));
        assertThat(servers.list(ALL, EVERYTHING, null).total()).isEqualTo(1);
        database.useHandle(handle -> assertThat(handle.createQuery("select total from server_total")
                        .mapTo(Long.class)
                        .one())
                .isEqualTo(1));
    }

    @Test
    void allAreFoundAndThoseWithATag() {
        apply(new ServerChange.Current(server(NAS, "nas", 1, Health.ONLINE, 1, SEEN)));
        apply(new ServerChange.Current(server(WEB, "web", 2, Health.ONLINE, 1, SEEN)));
        assertThat(servers.all(null)).extracting(ServerSnapshot::slug).containsExactly("nas", "web");
        assertThat(servers.all("tag-2")).extracting(ServerSnapshot::slug).containsExactly("web");
        assertThat(servers.all("tag")).isEmpty();
    }

    /** Who changes it raises the shape of {@code ServersProjector}: what is stored goes into answers as it is. */
    @Test
    void whatIsStoredReady() {
        assertThat(ReadyServer.of(server(NAS, "NAS", 1, Health.ONLINE, 1, SEEN)).view())
                .isEqualToIgnoringNewLines("""
                        {"id":"NAS","slug":"NAS","uuid":"3d298266-633b-48b6-9662-07a1d9ee1c44","number":1,
                        "hostname":"NAS.local","host":"NAS.local","name":"Server NAS","display_name":"Server NAS","port":22,
                        "ip_address":"10.0.0.1","status":"online","lifecycle":"new","tdp_watts":null,"tags":["all","tag-1"],
                        "created_at":"2026-01-18T10:00:00Z","updated_at":"2026-01-18T10:00:00Z",
                        "last_seen":"2026-01-18T10:30:00Z",
                        "latest_metrics":{"cpu_percent":23.5,"memory_percent":null,"disk_percent":45.0},
                        "os_info":{"os":"Debian","kernel":"6.12","architecture":"x86_64","uptime_seconds":5},
                        "agent_version":"1.0","version":1}""");
    }

    @Test
    void whatWasWrittenReadyIsWhatWouldBeWrittenNow() throws Exception {
        var nas = server(NAS, "NAS", 1, Health.ONLINE, 1, SEEN);
        apply(new ServerChange.Current(nas));
        var homelab = Json.mapper().writeValueAsString(ServerView.homelab(nas));
        var chatops = Json.mapper().writeValueAsString(ServerView.chatops(nas));
        for (var before : List.of(
                "",
                "update servers set view = null",
                "update servers set view = null, document = document - 'lifecycle'")) {
            database.useHandle(handle -> handle.execute("select 1; " + before));
            var ready = servers.list(ALL, EVERYTHING, null).items().getFirst();
            assertThat(Json.mapper().writeValueAsString(ready.homelab())).isEqualTo(homelab);
            assertThat(Json.mapper().writeValueAsString(ready.chatops())).isEqualTo(chatops);
            var fed = servers.fed("nas").orElseThrow();
            assertThat(ReadyServer.with(fed.ready().homelab(), fed.feeds()).json())
                    .isEqualTo(Json.mapper()
                            .writeValueAsString(ServerView.homelab(nas).with(List.of())));
        }
    }

    @Test
    void filtersSortingAndPagingGoTogether() {
        for (var number = 1; number <= 9; number++) {
            var health = number % 3 == 0 ? Health.ONLINE : Health.OFFLINE;
            var id = new UUID(0, number);
            apply(new ServerChange.Current(server(id, "web_" + number, number, health, 1, SEEN.plusSeconds(-number))));
        }
        apply(new ServerChange.Current(server(NAS, "nas", 10, Health.UNKNOWN, 1, null)));

        assertThat(slugs(new ServerListQuery(List.of(Health.ONLINE, Health.UNKNOWN), null, null, null, null)))
                .containsExactly("web_3", "web_6", "web_9", "nas");
        assertThat(slugs(new ServerListQuery(null, "B_4", null, null, null))).containsExactly("web_4");
        assertThat(slugs(new ServerListQuery(null, "%", null, null, null))).isEmpty();
        assertThat(slugs(new ServerListQuery(null, null, List.of("all", "tag-7"), null, null)))
                .containsExactly("web_7");
        assertThat(slugs(new ServerListQuery(null, null, null, Sort.LAST_SEEN, SortOrder.ASC)))
                .startsWith("web_9", "web_8")
                .endsWith("nas");
        assertThat(slugs(new ServerListQuery(null, null, null, Sort.HOSTNAME, SortOrder.DESC)))
                .startsWith("web_9")
                .endsWith("nas");

        var second = servers.list(ALL, new PageRequest.Slice(4, 4L), null);
        assertThat(second.items()).extracting(ReadyServer::slug).containsExactly("web_5", "web_6", "web_7", "web_8");
        assertThat(second.total()).isEqualTo(10);
        var beyond = servers.list(ALL, new PageRequest.Slice(4, 40L), null);
        assertThat(beyond.items()).isEmpty();
        assertThat(beyond.total()).isEqualTo(10);
    }

    @Test
    void whatIsOutdatedChangesNothing() {
        var newer = server(NAS, "nas", 1, Health.ONLINE, 2, SEEN);
        apply(new ServerChange.Current(newer));
        apply(new ServerChange.Current(server(NAS, "nas", 1, Health.OFFLINE, 1, SEEN.plusSeconds(9))));
        apply(new ServerChange.Current(server(NAS, "nas", 1, Health.OFFLINE, 2, SEEN.minusSeconds(9))));
        apply(new ServerChange.Current(server(NAS, "nas", 1, Health.OFFLINE, 2, null)));
        assertThat(servers.find("nas", null)).contains(newer);

        assertThat(servers.list(ALL, EVERYTHING, null).total()).isEqualTo(1);

        apply(new ServerChange.Deleted(NAS), new ServerChange.Current(newer));
        apply(new ServerChange.Current(newer));
        assertThat(servers.find("nas", null)).isEmpty();
        assertThat(servers.list(ALL, EVERYTHING, null).total()).isZero();
    }

    @Test
    void asOfShowsTheLedgersFactsOfThen() {
        record(EventChain.registered(NAS, "nas", 1));
        record(new ServerUpdated(NAS, new ServerDetails("nas", "The NAS", 2222, null, null, List.of("a", "b"))));
        record(EventChain.registered(WEB, "web", 2));
        record(new ServerDeleted(NAS));

        var before = new Moment.At(EventChain.START.minusMillis(1));
        assertThat(servers.list(ALL, EVERYTHING, before).items()).isEmpty();
        assertThat(servers.find("nas", new Moment.At(EventChain.START)))
                .hasValueSatisfying(nas -> assertThat(nas.details()).isEqualTo(EventChain.details("nas", "nas")));
        var second = servers.find("NAS", new Moment.At(EventChain.START.plusMillis(1999)));
        assertThat(second).hasValueSatisfying(nas -> {
            assertThat(nas.details())
                    .isEqualTo(new ServerDetails("nas", "The NAS", 2222, null, null, List.of("a", "b")));
            assertThat(nas.version()).isEqualTo(2);
            assertThat(nas.createdAt()).isEqualTo(EventChain.START);
            assertThat(nas.updatedAt()).isEqualTo(EventChain.START.plusSeconds(1));
            assertThat(nas.health()).isEqualTo(Health.UNKNOWN);
        });
        assertThat(slugs(new Moment.After(new Position(EventChain.PARTITION, 2))))
                .containsExactly("nas", "web");
        assertThat(slugs(new Moment.After(new Position(EventChain.PARTITION, 3))))
                .containsExactly("web");
        assertThat(slugs(new Moment.At(EventChain.START.plus(Duration.ofDays(1)))))
                .containsExactly("web");
        assertThat(servers.list(
                                new ServerListQuery(null, "the nas", List.of("b"), null, null),
                                EVERYTHING,
                                new Moment.After(new Position(EventChain.PARTITION, 2)))
                        .total())
                .isEqualTo(1);
        assertThatThrownBy(() -> servers.find("web", new Moment.After(new Position(EventChain.PARTITION, 4))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("future");
    }

    @Test
    void tenThousandServersAreListedInTime() {
        apply(IntStream.rangeClosed(1, 10_000)
                .mapToObj(number -> new ServerChange.Current(
                        server(new UUID(1, number), "server-" + number, number, Health.ONLINE, 1, SEEN)))
                .toArray(ServerChange[]::new));
        var start = System.nanoTime();
        assertThat(servers.list(ALL, EVERYTHING, null).items()).hasSize(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private List<String> slugs(ServerListQuery query) {
        return servers.list(query, EVERYTHING, null).items().stream()
                .map(ReadyServer::slug)
                .toList();
    }

    private List<String> slugs(Moment moment) {
        return servers.list(ALL, EVERYTHING, moment).items().stream()
                .map(ReadyServer::slug)
                .toList();
    }

    private void apply(ServerChange... changes) {
        database.useTransaction(handle -> new ServerProjection().apply(handle, List.of(changes)));
    }

    private void record(FleetEvent event) {
        var recorded = chain.recorded(event);
        database.useTransaction(handle -> {
            new HistoryProjection().apply(handle, List.of(recorded));
            handle.execute(
                    "insert into projector_offsets values ('ledger', ?, ?, ?) on conflict (projector, partition)"
                            + " do update set ledger_offset = excluded.ledger_offset",
                    recorded.position().partition(),
                    recorded.position().offset() + 1,
                    recorded.position().offset());
        });
    }

    private static ServerSnapshot server(
            UUID id, String slug, long number, Health health, long version, @Nullable Instant lastSeen) {
        return new ServerSnapshot(
                id,
                slug,
                number,
                new ServerDetails(
                        slug + ".local",
                        "Server " + slug,
                        22,
                        "10.0.0." + number,
                        null,
                        List.of("all", "tag-" + number)),
                EventChain.START,
                EventChain.START,
                version,
                health,
                lastSeen,
                lastSeen == null
                        ? null
                        : new Vitals(
                                23.5,
                                null,
                                45.0,
                                0.1,
                                List.of(new Vitals.DiskUsage("/", 100, 40, 60, 40.0)),
                                List.of(new Vitals.NetworkUsage("eth0", 1, 2))),
                lastSeen,
                lastSeen == null ? null : new OsInfo("Debian", "6.12", "x86_64", 5L),
                "1.0",
                Lifecycle.NEW);
    }
}
