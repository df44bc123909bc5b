package dev.fleetledger.kit.server;

import dev.fleetledger.domain.server.HostNames;
import dev.fleetledger.kit.kafka.CompactedView;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every server with its health, held in memory: {@code fleet.servers}. */
public final class ServersView implements AutoCloseable {
    private static final Duration STALL_LIMIT = Duration.ofSeconds(10);

    private final CompactedView<Optional<ServerSnapshot>> view;
    private final ServerNames names = new ServerNames();

    /** On a view that is not started yet. */
    ServersView(CompactedView<Optional<ServerSnapshot>> view) {
        this.view = view;
        view.listen((key, before, after) ->
                names.changed(before == null ? null : before.orElse(null), after == null ? null : after.orElse(null)));
    }

    /** Starts to read; the topics must be there. */
    public static ServersView start(KafkaSettings kafka) {
        var servers = new ServersView(new CompactedView<>(
                Topics.SERVERS,
                kafka.client(Map.of("client.id", "fleet-servers-view")),
                ServersView::decode,
                STALL_LIMIT));
        servers.view.start();
        return servers;
    }

    /** A record's server; none of a record without content, which only marks how far the projection is. */
    static Optional<ServerSnapshot> decode(String key, byte[] value) {
        return value.length == 0
                ? Optional.empty()
                : Optional.of(AvroCodec.of(ServerSnapshot.class).decode(value));
    }

    /** Who is told of changes. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A server is another one.
         *
         * @param before null if it was not known
         * @param after null if it is no more
         */
        void changed(@Nullable ServerSnapshot before, @Nullable ServerSnapshot after);
    }

    /**
     * Calls the listener on every change from now on, however late it is seen; what is still to be read at the start is
     * none.
     */
    public void listen(Listener listener) {
        view.listen((key, before, after) -> {
            if (view.shownOnce()) {
                listener.changed(
                        before == null ? null : before.orElse(null), after == null ? null : after.orElse(null));
            }
        });
    }

    /** Whether it has read everything and is in touch with Kafka. */
    public boolean ready() {
        return view.ready();
    }

    /**
     * The server, as far as it is known here.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while it cannot be told
     */
    public Optional<ServerSnapshot> find(UUID server) {
        return view.get(server.toString()).flatMap(found -> found);
    }

    /**
     * All servers, as far as they are known here.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while it cannot be told
     */
    public Stream<ServerSnapshot> all() {
        return view.all().values().stream().flatMap(Optional::stream);
    }

    /**
     * The uuid of the server of a slug, in whatever case, a uuid or a number, as far as it is known here.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while it cannot be told
     */
    public Optional<UUID> findByName(String name) {
        if (!view.ready()) {
            view.all();
        }
        return names.find(name);
    }

    /**
     * The uuids of the servers that a host of that name may be ({@link HostNames}), as far as they are known here.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while it cannot be told
     */
    public Set<UUID> findByHost(String name) {
        if (!view.ready()) {
            view.all();
        }
        return names.findByHost(name);
    }

    @Override
    public void close() {
        view.close();
    }
}
