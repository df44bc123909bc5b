package dev.fleetledger.command.node;

import dev.fleetledger.domain.node.NodeSites;
import dev.fleetledger.domain.node.Site;
import dev.fleetledger.kit.kafka.CompactedView;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.node.Usage;
import dev.fleetledger.schemas.telemetry.SiteUse;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What sites hold, in memory: {@code fleet.site-uses}. For answers alone; nothing is decided by it, and where it is out of
 * reach that is not known, which is no reason to fail a command.
 */
final class SiteUses implements AutoCloseable {
    private static final Duration STALL_LIMIT = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final CompactedView<Optional<SiteSnapshot>> view;

    private SiteUses(KafkaSettings kafka) {
        view = new CompactedView<>(
                Topics.SITE_USES,
                kafka.client(Map.of("client.id", "fleet-site-uses-view")),
                // A record without content only marks how far the reports were read.
                (key, value) -> value.length == 0
                        ? Optional.empty()
                        : Optional.of(AvroCodec.of(SiteSnapshot.class).decode(value)),
                STALL_LIMIT);
    }

    /** Starts to read; the topics must be there. */
    static SiteUses start(KafkaSettings kafka) {
        var uses = new SiteUses(kafka);
        uses.view.start();
        return uses;
    }

    /** Whether it has read everything and is in touch with Kafka. */
    boolean ready() {
        return view.ready();
    }

    /** Waits, for a bounded time, until it knows what reads show by now; false if that took too long. */
    boolean awaitLatest() {
        return view.awaitLatest(BOUND);
    }

    /** What a site of the node holds: 0 if nobody ever said; null if it is not known here. */
    @Nullable
    Long of(UUID node, Site site) {
        try {
            var carried = site.usedBytes() == null ? 0 : site.usedBytes();
            return find(node, site.number()).map(SiteSnapshot::usedBytes).orElse(carried);
        } catch (UnavailableException e) {
            return null;
        }
    }

    /** What the sites of a node hold together; null if it is not known here. */
    @Nullable
    Long together(UUID node, NodeSites sites) {
        var uses = sites.all().stream()
                .map(site -> Optional.ofNullable(of(node, site)))
                .toList();
        return uses.stream().allMatch(Optional::isPresent)
                ? Usage.together(uses.stream().mapToLong(Optional::orElseThrow))
                : null;
    }

    /** What a site holds with that report taken account of: as it says, unless a newer one is known. */
    long after(SiteUse report) {
        try {
            return find(report.nodeId(), report.site())
                    .filter(latest -> latest.measuredAt().isAfter(report.measuredAt()))
                    .map(SiteSnapshot::usedBytes)
                    .orElse(report.usedBytes());
        } catch (UnavailableException e) {
            return report.usedBytes();
        }
    }

    private Optional<SiteSnapshot> find(UUID node, long site) {
        return view.get(SiteSnapshot.key(node, site)).flatMap(found -> found);
    }

    @Override
    public void close() {
        view.close();
    }
}
