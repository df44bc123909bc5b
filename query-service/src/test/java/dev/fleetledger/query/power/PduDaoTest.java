package dev.fleetledger.query.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.domain.power.DeviceView;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.domain.power.PduView;
import dev.fleetledger.domain.power.PduView.Parts;
import dev.fleetledger.domain.power.SocketView;
import dev.fleetledger.domain.server.ServerView.PowerFeed;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.power.PduListQuery.Sort;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceStatus;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent.NewSocket;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePVector;

class PduDaoTest {
    private static final UUID RACK = new UUID(1, 1);
    private static final UUID CART = new UUID(1, 2);
    private static final UUID WEB = new UUID(2, 1);
    private static final UUID NAS = new UUID(2, 2);
    private static final UUID SERVER = new UUID(3, 1);
    private static final UUID ORGANIZATION = new UUID(4, 1);
    private static final PduListQuery ALL = query(null, null, null);
    private static final PageRequest FIRST = new PageRequest.Numbered(null, null);
    private static final PageRequest MANY = new PageRequest.Many(null, null);

    private final Jdbi database = TestTables.create();
    private final PduDao pdus = new PduDao(database);
    private final EventChain chain = new EventChain();

    @Test
    void aPduIsReadAsItWasWritten() {
        record(rack());
        assertThat(pdus.find(RACK, Parts.SOCKETS, null))
                .contains(PduView.of(
                        new Pdu(
                                RACK,
                                details("Rack A1", "PDU-001", PduType.RACK),
                                TreePVector.empty(),
                                EventChain.START,
                                EventChain.START),
                        Parts.SOCKETS,
                        List.of(free(RACK, 1), free(RACK, 2)),
                        0,
                        1));
        assertThat(pdus.find(CART, Parts.SOCKETS, null)).isEmpty();
    }

    @Test
    void anAssignmentShowsOnBothSides() {
        record(rack(), device(WEB, "DEV-001", 300, null));
        var at = record(new SocketAssigned(RACK, socket(RACK, 2), WEB));

        var device = pdus.device(WEB, null).orElseThrow();
        assertThat(device.socket()).isEqualTo(new DeviceView.Place(socket(RACK, 2), RACK, 2));
        var socket = pdus.socket(socket(RACK, 2), true, null).orElseThrow();
        assertThat(socket.version()).isEqualTo(2);
        assertThat(socket.socket()).isEqualTo(assigned(RACK, 2, WEB, at, device));
        assertThat(pdus.socket(socket(RACK, 2), false, null).orElseThrow().socket())
                .isEqualTo(assigned(RACK, 2, WEB, at, null));
        var rack = pdus.find(RACK, new Parts(true, true, true), null).orElseThrow();
        assertThat(rack.sockets()).containsExactly(free(RACK, 1), socket.socket());
        assertThat(rack.allocatedWatts()).isEqualTo(300);
        assertThat(rack.freeWatts()).isEqualTo(200);
        assertThat(rack.updatedAt()).isEqualTo(at);
        assertThat(rack.stats()).isEqualTo(new PduView.Stats(2, 1, 1, 300));
    }

    @Test
    void aDeviceDrawsWhatItsServerDoesUntilThatIsGone() {
        record(EventChain.registered(SERVER, "web", 1), rack(), device(WEB, "DEV-001", null, SERVER));
        record(new SocketAssigned(RACK, socket(RACK, 1), WEB));
        assertThat(pdus.find(RACK, Parts.SOCKETS, null).orElseThrow().allocatedWatts())
                .isEqualTo(65);
        assertThat(pdus.device(WEB, null).orElseThrow().details().serverId()).isEqualTo(SERVER);
        assertThat(pdus.feeds(SERVER, null))
                .containsExactly(new PowerFeed(RACK, "PDU-001", "Rack A1", socket(RACK, 1), 1, WEB));

        record(new ServerDeleted(SERVER));
        assertThat(pdus.find(RACK, Parts.SOCKETS, null).orElseThrow().allocatedWatts())
                .isZero();
        assertThat(pdus.device(WEB, null).orElseThrow().details().serverId()).isNull();
    }

    @Test
    void asOfTellsWhichDeviceSatInASocket() {
        record(rack(), device(WEB, "DEV-001", 300, null), device(NAS, "DEV-002", 100, null));
        record(new SocketAssigned(RACK, socket(RACK, 1), WEB));
        record(new SocketUnassigned(RACK, socket(RACK, 1), WEB));
        record(new SocketAssigned(RACK, socket(RACK, 1), NAS));
        record(new PduUpdated(RACK, details("Rack B2", "PDU-001", PduType.RACK)));
        record(new SocketUnassigned(RACK, socket(RACK, 1), NAS), new PduDeleted(RACK));

        assertThat(inSocketAfter(2)).isNull();
        assertThat(inSocketAfter(3)).isEqualTo("DEV-001");
        assertThat(inSocketAfter(4)).isNull();
        assertThat(inSocketAfter(6)).isEqualTo("DEV-002");
        var then = new Moment.At(EventChain.START.plusSeconds(3).plusMillis(500));
        assertThat(pdus.find(RACK, Parts.SOCKETS, then).orElseThrow().name()).isEqualTo("Rack A1");
        assertThat(pdus.device(WEB, then).orElseThrow().socket()).isNotNull();
        assertThat(pdus.device(WEB, null).orElseThrow().socket()).isNull();
        assertThat(pdus.list(ALL, FIRST, then).total()).isEqualTo(1);
        assertThat(pdus.list(ALL, FIRST, null).total()).isZero();
        assertThat(pdus.socket(socket(RACK, 1), false, null)).isEmpty();
    }

    @Test
    void filtersSortingAndPagingGoTogether() {
        for (var number = 1; number <= 9; number++) {
            var type = number % 3 == 0 ? PduType.CART : PduType.RACK;
            record(created(new UUID(1, number), details("pdu_" + number, "C-" + (9 - number), type)));
        }
        assertThat(names(query(PduType.CART, null, null))).containsExactly("pdu_3", "pdu_6", "pdu_9");
        assertThat(names(query(null, "U_4", null))).containsExactly("pdu_4");
        assertThat(names(query(null, "c-0", null))).containsExactly("pdu_9");
        assertThat(names(query(null, "%", null))).isEmpty();
        assertThat(names(query(PduType.RACK, null, Sort.CODE))).startsWith("pdu_8", "pdu_7", "pdu_5");
        assertThat(names(new PduListQuery(
                        ORGANIZATION, ORGANIZATION, null, PduStatus.ACTIVE, "ROOM", null, null, SortOrder.DESC, null)))
                .hasSize(9)
                .startsWith("pdu_9");
        assertThat(names(new PduListQuery(RACK, null, null, null, null, null, null, null, null)))
                .isEmpty();
        assertThat(names(new PduListQuery(null, null, null, PduStatus.INACTIVE, null, null, null, null, null)))
                .isEmpty();

        var second = pdus.list(ALL, new PageRequest.Numbered(2, 4), null);
        assertThat(second.items()).extracting(PduView::name).containsExactly("pdu_5", "pdu_6", "pdu_7", "pdu_8");
        assertThat(second.total()).isEqualTo(9);
    }

    @Test
    void allSocketsAreListedInOrder() {
        record(rack(), created(CART, details("A cart", "PDU-002", PduType.CART)));
        record(new SocketUpdated(CART, socket(CART, 2), "Kettle", "kettle"));
        assertThat(pdus.sockets(null, false, MANY, null).items())
                .extracting(SocketView::name)
                .containsExactly("Socket 1", "Kettle", "Socket 1", "Socket 2");
        assertThat(pdus.sockets(RACK, false, new PageRequest.Many(2, 1), null))
                .satisfies(page -> assertThat(page.total()).isEqualTo(2))
                .satisfies(page -> assertThat(page.items()).containsExactly(free(RACK, 2)));
        assertThat(pdus.sockets(WEB, false, MANY, null).items()).isEmpty();
    }

    @Test
    void devicesAreFilteredAndSorted() {
        record(device(WEB, "DEV-001", null, SERVER), device(NAS, "DEV-002", null, null));
        assertThat(serials(devices(null, null, null, null))).containsExactly("DEV-001", "DEV-002");
        assertThat(serials(devices(null, null, "dev-002", null))).containsExactly("DEV-002");
        assertThat(serials(devices(null, SERVER, null, null))).containsExactly("DEV-001");
        assertThat(serials(devices(DeviceStatus.INACTIVE, null, null, null))).isEmpty();
        assertThat(serials(devices(null, null, null, DeviceListQuery.Sort.CREATED_AT)))
                .containsExactly("DEV-001", "DEV-002");
    }

    @Test
    void theAuditNamesTheSocketThatChanged() {
        record(rack(), device(WEB, "DEV-001", 300, null), new SocketAssigned(RACK, socket(RACK, 2), WEB));
        var changes = database.withHandle(handle -> handle.createQuery(
                        "select changes #>> '{sockets.2.device_id,after}' from audit where sequence = 3")
                .mapTo(String.class)
                .one());
        assertThat(changes).isEqualTo(WEB.toString());
    }

    private @Nullable String inSocketAfter(long offset) {
        var moment = new Moment.After(new Position(EventChain.PARTITION, offset));
        var device = pdus.socket(socket(RACK, 1), true, moment)
                .orElseThrow()
                .socket()
                .device();
        return device == null ? null : device.details().serialNumber();
    }

    private List<String> names(PduListQuery query) {
        return pdus.list(query, FIRST, null).items().stream().map(PduView::name).toList();
    }

    private List<String> serials(DeviceListQuery query) {
        return pdus.devices(query, FIRST, null).items().stream()
                .map(device -> device.details().serialNumber())
                .toList();
    }

    private static PduListQuery query(@Nullable PduType type, @Nullable String search, @Nullable Sort sort) {
        return new PduListQuery(null, null, type, null, null, search, sort, null, null);
    }

    private static DeviceListQuery devices(
            @Nullable DeviceStatus status,
            @Nullable UUID server,
            @Nullable String search,
            DeviceListQuery.@Nullable Sort sort) {
        return new DeviceListQuery(null, null, status, server, search, sort, null);
    }

    /** When the last of them happened. */
    private Instant record(FleetEvent... events) {
        var time = Instant.EPOCH;
        for (var event : events) {
            var recorded = chain.recorded(event);
            time = recorded.metadata().time();
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
        return time;
    }

    private static PduCreated rack() {
        return created(RACK, details("Rack A1", "PDU-001", PduType.RACK));
    }

    private static PduCreated created(UUID id, PduDetails details) {
        return new PduCreated(
                id,
                details,
                IntStream.rangeClosed(1, 2)
                        .mapToObj(number ->
                                new NewSocket(socket(id, number), number, "Socket " + number, "socket" + number))
                        .toList());
    }

    private static PduDetails details(String name, String code, PduType type) {
        return new PduDetails(
                name,
                code,
                type,
                PduStatus.ACTIVE,
                ORGANIZATION,
                ORGANIZATION,
                220,
                500,
                "Server Room A",
                "1",
                null,
                null,
                "/room/a",
                "APC",
                null,
                null,
                true,
                "{\"form_factor\":\"1U\"}");
    }

    private static DeviceCreated device(UUID id, String serial, @Nullable Integer watts, @Nullable UUID server) {
        return new DeviceCreated(
                id,
                new DeviceDetails(
                        serial, null, null, DeviceStatus.ACTIVE, watts, server, null, null, null, null, null));
    }

    private static UUID socket(UUID pdu, int number) {
        return new UUID(10 + number, pdu.getLeastSignificantBits());
    }

    private static SocketView free(UUID pdu, int number) {
        return new SocketView(
                socket(pdu, number),
                pdu,
                number,
                "Socket " + number,
                "socket" + number,
                SocketView.Status.FREE,
                null,
                null,
                null);
    }

    private static SocketView assigned(UUID pdu, int number, UUID device, Instant at, @Nullable DeviceView shown) {
        return new SocketView(
                socket(pdu, number),
                pdu,
                number,
                "Socket " + number,
                "socket" + number,
                SocketView.Status.ASSIGNED,
                device,
                at,
                shown);
    }
}
