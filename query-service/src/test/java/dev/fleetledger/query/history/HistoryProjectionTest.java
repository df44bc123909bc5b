package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryProjectionTest {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");

    private final EventChain chain = new EventChain();
    private final Jdbi database = TestTables.create();
    private final AuditDao audit = new AuditDao(database);

    @Test
    void theAuditTellsWhoChangedWhatWhenFromWhereWhyAndBeforeAndAfter() {
        apply(EventChain.registered(ID, "NAS-1", 1));
        apply(new ServerUpdated(ID, new ServerDetails("NAS-1", "The NAS", 22, null, 65, List.of("media", "nas"))));
        apply(new ServerDeleted(ID));

        var events = audit.page(all(query(SortOrder.ASC, null, null))).events();
        assertThat(events)
                .extracting(AuditEvent::type)
                .containsExactly("server.registered", "server.updated", "server.deleted");
        var registered = events.get(0);
        assertThat(registered.actor()).isEqualTo("user:1");
        assertThat(registered.address()).isEqualTo("127.0.0.1");
        assertThat(registered.reason()).isEqualTo("because 1");
        assertThat(registered.time()).isEqualTo(EventChain.START);
        assertThat(registered.sequence()).isEqualTo(1);
        assertThat(registered.hash()).hasSize(64);
        assertThat(shown(registered)).contains("slug: null -> \"NAS-1\"", "tags: null -> [\"media\"]");
        assertThat(shown(events.get(1)))
                .containsExactlyInAnyOrder(
                        "display_name: \"NAS-1\" -> \"The NAS\"",
                        "ip_address: \"192.168.1.10\" -> null",
                        "tags: [\"media\"] -> [\"media\",\"nas\"]");
        assertThat(events.get(1).version()).isEqualTo(2);
        assertThat(shown(events.get(2))).contains("slug: \"NAS-1\" -> null");
    }

    @Test
    void aBatchGivesTheSameTablesAsItsEventsOneByOne() {
        var events = new ArrayList<RecordedEvent>();
        events.add(chain.recorded(EventChain.registered(ID, "nas", 1)));
        events.add(chain.recorded(EventChain.registered(UUID.randomUUID(), "web", 2)));
        events.add(chain.recorded(new ServerUpdated(ID, EventChain.details("nas", "The NAS"))));
        events.add(chain.recorded(new ServerUpdated(ID, EventChain.details("nas", "Our NAS"))));
        events.add(chain.recorded(new ServerDeleted(ID)));
        events.forEach(event -> apply(List.of(event)));
        var oneByOne = tables(database);

        var other = TestTables.create();
        other.useTransaction(handle -> new HistoryProjection().apply(handle, events));
        assertThat(tables(other)).isEqualTo(oneByOne);
    }

    @Test
    void aDeletedServerIsFoundByUuidAndByTheSlugThatNobodyElseHas() {
        apply(EventChain.registered(ID, "nas", 1));
        apply(new ServerDeleted(ID));
        assertThat(audit.find(AggregateType.SERVER, ID.toString())).isPresent();
        assertThat(audit.find(AggregateType.SERVER, "NAS"))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(ID.toString()));

        var successor = UUID.randomUUID();
        apply(EventChain.registered(successor, "Nas", 2));
        assertThat(audit.find(AggregateType.SERVER, "nas"))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(successor.toString()));
        assertThat(audit.find(AggregateType.SERVER, "never")).isEmpty();
    }

    @Test
    void pagesInEitherOrderMeetEveryEventOnceWhileMoreArrive() {
        apply(registrations(0, 25));
        var newestFirst = new ArrayList<Long>();
        var oldestFirst = new ArrayList<Long>();
        for (var order : SortOrder.values()) {
            var seen = order == SortOrder.ASC ? oldestFirst : newestFirst;
            String cursor = null;
            do {
                var page = audit.page(all(query(order, 10, cursor)));
                page.events().forEach(event -> seen.add(event.sequence()));
                cursor = page.nextCursor();
                if (seen.size() == 10) {
                    apply(registrations(100, 5));
                }
            } while (cursor != null);
        }
        assertThat(oldestFirst).isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
        assertThat(newestFirst.subList(0, 10))
                .isEqualTo(LongStream.iterate(30, n -> n - 1).limit(10).boxed().toList());
        assertThat(newestFirst).doesNotHaveDuplicates().endsWith(1L);
    }

    @Test
    void everyFilterRestricts() {
        apply(registrations(0, 6));
        apply(new ServerDeleted(deletedOf(apply(EventChain.registered(ID, "nas", 7)))));
        var anEvent = audit.page(all(query(SortOrder.ASC, 1, null))).events().getFirst();

        assertThat(sequences(with("user:2", null, null, null, null))).containsExactly(8L, 6L, 4L, 2L);
        assertThat(sequences(with(null, "server.deleted", null, null, null))).containsExactly(8L);
        assertThat(sequences(with(null, null, anEvent.commandId(), null, null))).containsExactly(1L);
        assertThat(sequences(with(null, null, null, EventChain.START.plusSeconds(2), EventChain.START.plusSeconds(4))))
                .containsExactly(4L, 3L);
        assertThat(audit.page(new AuditSelection(query(null, null, null), AggregateType.SERVER, ID.toString()))
                        .events())
                .extracting(AuditEvent::sequence)
                .containsExactly(8L, 7L);
        assertThat(audit.page(new AuditSelection(query(null, null, null), AggregateType.USER, null))
                        .events())
                .isEmpty();
    }

    @Test
    void linesAreAllEventsOrAsManyAsAskedFor() throws Exception {
        apply(registrations(0, 501));
        assertThat(lines(query(SortOrder.ASC, null, null))).hasSize(501).allMatch(line -> line.startsWith("{\"id\":"));
        assertThat(lines(query(SortOrder.DESC, 3, null)))
                .hasSize(3)
                .first()
                .asString()
                .contains("\"sequence\":501");
    }

    private List<String> lines(AuditQuery query) throws Exception {
        var output = new ByteArrayOutputStream();
        AuditLines.of(audit, all(query)).write(output);
        return Arrays.asList(output.toString(StandardCharsets.UTF_8).split("\n"));
    }

    private List<Long> sequences(AuditQuery query) {
        return audit.page(all(query)).events().stream()
                .map(AuditEvent::sequence)
                .toList();
    }

    private static AuditSelection all(AuditQuery query) {
        return new AuditSelection(query, null, null);
    }

    private static AuditQuery query(@Nullable SortOrder order, @Nullable Integer limit, @Nullable String cursor) {
        return new AuditQuery(null, null, null, null, null, order, limit, cursor);
    }

    private static AuditQuery with(
            @Nullable String actor,
            @Nullable String type,
            @Nullable UUID command,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new AuditQuery(actor, type, command, from, to, null, null, null);
    }

    private static List<String> shown(AuditEvent event) {
        return event.changes().entrySet().stream()
                .map(change -> change.getKey() + ": " + change.getValue().before() + " -> "
                        + change.getValue().after())
                .toList();
    }

    private static UUID deletedOf(FleetEvent event) {
        return UUID.fromString(event.aggregate().id());
    }

    private FleetEvent apply(FleetEvent event) {
        apply(List.of(chain.recorded(event)));
        return event;
    }

    private void apply(List<RecordedEvent> events) {
        database.useTransaction(handle -> new HistoryProjection().apply(handle, events));
    }

    private List<RecordedEvent> registrations(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number ->
                        chain.recorded(EventChain.registered(UUID.randomUUID(), "server-" + number, number + 1)))
                .toList();
    }

    private static Object tables(Jdbi jdbi) {
        return TestTables.rows(jdbi, new HistoryProjection().tables());
    }
}
