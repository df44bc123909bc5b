package dev.fleetledger.domain.server;

import dev.fleetledger.domain.Table;
import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The servers of a fleet.
 *
 * @param lastNumber the number given last
 * @param deletedSlugs in lower case, those that an operator deleted and nobody registered again, the latest last
 * @param deletedHosts the same for the keys of what a host may be named ({@link HostNames})
 * @param heldMacs by job that is live yet, the hardware address of its server that is deleted
 */
public record Servers(
        Table<UUID, Server> table,
        long lastNumber,
        PSet<String> deletedSlugs,
        PSet<String> deletedHosts,
        PMap<Long, String> heldMacs) {
    private static final Table.Key<Server, String> SLUG =
            new Table.Key<>(server -> Stream.of(Server.fold(server.slug())));
    private static final Table.Key<Server, Long> NUMBER = new Table.Key<>(server -> Stream.of(server.number()));
    private static final Table.Key<Server, String> HOST = new Table.Key<>(server -> server.hosts().stream());

    private static final Table.Key<Server, String> MAC = new Table.Key<>(
            server -> Stream.ofNullable(server.provisioning().machine()).map(Provisioning.Machine::macAddress));

    /**
     * How many deleted slugs are remembered, so that a fleet of short-lived servers does not grow this without end:
     * 10 MB or so. An agent that still runs after that many further deletions would bring its server back.
     */
    static final int DELETED_SLUGS = 100_000;

    private static final int DELETED_HOSTS = 2 * DELETED_SLUGS;

    public static final Servers EMPTY = new Servers(
            Table.by(List.of(SLUG, NUMBER, HOST, MAC)),
            0,
            OrderedPSet.empty(),
            OrderedPSet.empty(),
            HashTreePMap.empty());

    public Optional<Server> find(UUID id) {
        return table.find(id);
    }

    /** The server of that slug or uuid, in whatever case. No slug looks like a uuid. */
    public Optional<Server> find(String slugOrUuid) {
        return Uuids.isUuid(slugOrUuid) ? find(UUID.fromString(slugOrUuid)) : findBySlug(slugOrUuid);
    }

    /** The server of that slug, uuid or number; a slug of digits alone goes before the number. */
    public Optional<Server> findAny(String name) {
        return find(name).or(() -> Slugs.isNumber(name) ? table.find(NUMBER, Long.valueOf(name)) : Optional.empty());
    }

    /** The server of that number, slug or uuid; digits alone are a number. */
    public Optional<Server> findNumbered(String name) {
        return Slugs.isNumber(name) ? table.find(NUMBER, Long.valueOf(name)) : find(name);
    }

    /** The server with that hardware address, in its one spelling. */
    public Optional<Server> findByMac(String mac) {
        return table.find(MAC, mac);
    }

    /** The number of a job that has not let go of the machine with that hardware address, though its server is deleted. */
    public Optional<Long> jobHolding(String mac) {
        return heldMacs.entrySet().stream()
                .filter(held -> held.getValue().equals(mac))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The servers once a job is over. */
    public Servers released(long job) {
        return heldMacs.containsKey(job)
                ? new Servers(table, lastNumber, deletedSlugs, deletedHosts, heldMacs.minus(job))
                : this;
    }

    /** The server with a hardware address that has that hostname, whatever its case. */
    public Optional<Server> findMachine(String hostname) {
        return findByHost(hostname).stream()
                .filter(server -> server.provisioning().machine() != null)
                .filter(server -> HostNames.key(server.details().hostname()).equals(HostNames.key(hostname)))
                .findFirst();
    }

    /** The server of that slug, whatever its case. */
    public Optional<Server> findBySlug(String slug) {
        return table.find(SLUG, Server.fold(slug));
    }

    /** The servers that a host of that name may be. */
    public List<Server> findByHost(String name) {
        return table.all(HOST, HostNames.key(name));
    }

    /** Whether an operator deleted a server of that slug and nobody has registered it again. */
    public boolean wasDeleted(String slug) {
        return deletedSlugs.contains(Server.fold(slug));
    }

    /** The same for a server that a host of that name was. */
    public boolean wasDeletedHost(String name) {
        return deletedHosts.contains(HostNames.key(name));
    }

    /** The servers after one more event. */
    public Servers evolve(ServerEvent event, EventMetadata metadata) {
        var id = event.serverId();
        var changed = table.evolve(id, before -> Server.evolve(before, event, metadata));
        return changed.find(id)
                .map(server -> with(changed, server))
                .orElseGet(() -> without(changed, table.find(id).orElseThrow()));
    }

    public Servers plus(Server server) {
        return with(table.plus(server.id(), server), server);
    }

    private Servers with(Table<UUID, Server> changed, Server server) {
        return new Servers(
                changed,
                Math.max(lastNumber, server.number()),
                deletedSlugs.minus(Server.fold(server.slug())),
                deletedHosts.minusAll(server.hosts()),
                heldMacs);
    }

    private Servers without(Table<UUID, Server> changed, Server gone) {
        return new Servers(
                changed,
                lastNumber,
                remember(deletedSlugs, Set.of(Server.fold(gone.slug())), DELETED_SLUGS),
                remember(deletedHosts, gone.hosts(), DELETED_HOSTS),
                held(gone));
    }

    private PMap<Long, String> held(Server gone) {
        var job = gone.provisioning().job();
        var machine = gone.provisioning().machine();
        return job == null || machine == null ? heldMacs : heldMacs.plus(job, machine.macAddress());
    }

    private static PSet<String> remember(PSet<String> deleted, Set<String> names, int most) {
        var all = deleted;
        for (var name : names) {
            all = all.plus(name);
            all = all.size() <= most ? all : all.minus(all.iterator().next());
        }
        return all;
    }
}
