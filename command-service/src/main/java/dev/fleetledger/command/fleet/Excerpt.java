package dev.fleetledger.command.fleet;

import dev.fleetledger.domain.identity.Session;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.NodeSites;
import dev.fleetledger.domain.node.Nodes;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Outlet;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.domain.power.Socket;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeEvent.SiteEvent;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;

/**
 * What the answer about one aggregate shows of a fleet: the aggregate as it was, and those that it is shown with. Kept in
 * place of the fleet, as a state that is kept holds all that has changed since.
 *
 * @param parts aggregates, none if it is gone
 */
record Excerpt(List<Record> parts) {
    private static final Excerpt NOTHING = new Excerpt(List.of());

    /** A device, of which the version is shown as well. */
    private record Versioned(Device device, long version) {}

    /**
     * What is shown of a command.
     *
     * @param first event of the command; its aggregate is the subject
     * @param state of the fleet after the command
     */
    static Excerpt of(FleetEvent first, FleetState state) {
        var id = first.aggregate().id();
        return switch (first.aggregate().type()) {
            case SERVER ->
                state.servers()
                        .find(UUID.fromString(id))
                        .map(server -> server(server, state))
                        .orElse(NOTHING);
            case JOB -> one(state.jobs().find(Long.parseLong(id)).map(Job::withoutUserData));
            case TEMPLATE -> one(state.templates().find(Long.parseLong(id)).map(Template::withoutContent));
            case PDU ->
                state.pdus()
                        .find(UUID.fromString(id))
                        .map(pdu -> pdu(pdu, shown(pdu, (PduEvent) first), state))
                        .orElse(NOTHING);
            case DEVICE ->
                state.devices()
                        .find(UUID.fromString(id))
                        .map(device -> device(device, state))
                        .orElse(NOTHING);
            case NODE ->
                state.nodes()
                        .find(Long.parseLong(id))
                        .map(node -> node(node, state.nodes().sitesOf(node.number())))
                        .orElse(NOTHING);
            case SITE -> first instanceof SiteEvent site ? site(site, state.nodes()) : NOTHING;
            case THRESHOLD -> one(state.alerts().threshold(UUID.fromString(id)));
            case ALERT -> one(state.alerts().alert(UUID.fromString(id)));
            case SILENCE -> one(state.silences().find(UUID.fromString(id)));
            case WEBHOOK -> one(state.webhooks().find(UUID.fromString(id)));
            case USER -> one(state.identity().user(Long.parseLong(id)));
            case SESSION ->
                state.identity()
                        .session(UUID.fromString(id))
                        .map(session -> session(session, state))
                        .orElse(NOTHING);
            case API_KEY -> one(state.identity().apiKey(UUID.fromString(id)));
            // Shown by what their event says alone.
            case BACKUP, DELIVERY, SIGNING_KEY, LEDGER -> NOTHING;
        };
    }

    /** A fleet of these aggregates alone, as which it is shown. */
    FleetState state(AggregateRef subject, long version, long sequence) {
        var areas = Areas.EMPTY;
        var versions = HashTreePMap.singleton(subject, version);
        for (var part : parts) {
            areas = areas.plus(part instanceof Versioned nested ? nested.device() : part);
            if (part instanceof Versioned nested) {
                versions = versions.plus(nested.device().ref(), nested.version());
            }
        }
        return FleetState.excerpt(sequence, versions, areas);
    }

    private static Excerpt one(Optional<? extends Record> part) {
        return part.map(found -> new Excerpt(List.of(found))).orElse(NOTHING);
    }

    /** With the job that has it, and where it draws its power. */
    private static Excerpt server(Server server, FleetState state) {
        var parts = parts(server);
        Optional.ofNullable(server.provisioning().job())
                .flatMap(state.jobs()::find)
                .map(Job::withoutUserData)
                .ifPresent(parts::add);
        state.devices()
                .ofServer(server.id())
                .forEach(device -> state.pdus()
                        .findByDevice(device.id())
                        .map(Outlet::pdu)
                        .ifPresent(pdu -> parts.addAll(List.of(device, pdu))));
        return new Excerpt(List.copyOf(parts));
    }

    /** What is shown of it: the one socket that it was about, or all. */
    private static List<Socket> shown(Pdu pdu, PduEvent first) {
        return switch (first) {
            case SocketUpdated socket -> assigned(pdu, socket.socketId());
            case SocketAssigned socket -> assigned(pdu, socket.socketId());
            case SocketUnassigned socket -> assigned(pdu, socket.socketId());
            case PduCreated ignored -> pdu.assigned();
            case PduUpdated ignored -> pdu.assigned();
            case PduDeleted ignored -> pdu.assigned();
        };
    }

    private static List<Socket> assigned(Pdu pdu, UUID socket) {
        return pdu.assigned().stream()
                .filter(assigned -> assigned.id().equals(socket))
                .toList();
    }

    /** With what draws its power from these sockets. */
    private static Excerpt pdu(Pdu pdu, List<Socket> sockets, FleetState state) {
        var parts = parts(pdu);
        sockets.stream()
                .flatMap(socket -> state.devices().find(Objects.requireNonNull(socket.deviceId())).stream())
                .forEach(device -> {
                    parts.add(new Versioned(device, state.version(device.ref())));
                    serverOf(device, state).forEach(parts::add);
                });
        return new Excerpt(List.copyOf(parts));
    }

    private static Excerpt device(Device device, FleetState state) {
        var parts = parts(device);
        state.pdus().findByDevice(device.id()).map(Outlet::pdu).ifPresent(parts::add);
        serverOf(device, state).forEach(parts::add);
        return new Excerpt(List.copyOf(parts));
    }

    private static Excerpt node(Node node, NodeSites sites) {
        return new Excerpt(List.of(node, sites));
    }

    /** The node of a site, with that alone of its sites. */
    private static Excerpt site(SiteEvent event, Nodes nodes) {
        var sites = nodes.sitesOf(event.nodeNumber());
        return nodes.find(sites.node())
                .flatMap(node -> sites.find(event.name()).map(site -> node(node, sites.only(site))))
                .orElse(NOTHING);
    }

    private static Excerpt session(Session session, FleetState state) {
        var parts = parts(session);
        state.identity().user(session.user()).ifPresent(parts::add);
        return new Excerpt(List.copyOf(parts));
    }

    private static Stream<Server> serverOf(Device device, FleetState state) {
        var server = device.details().serverId();
        return server == null ? Stream.empty() : state.servers().find(server).stream();
    }

    /** One that comes twice is the same object twice, and does not matter. */
    private static List<Record> parts(Record first) {
        var parts = new ArrayList<Record>();
        parts.add(first);
        return parts;
    }
}
