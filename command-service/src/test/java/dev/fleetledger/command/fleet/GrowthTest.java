package dev.fleetledger.command.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobStepSucceeded;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is over leaves no version behind in the deciders' memory. */
class GrowthTest {

    @Test
    @DisplayName("a backup is told once and never changes")
    void backups() {
        var details =
                new BackupDetails("shop", "a.zip", 1, null, "full", "completed", null, DeciderSpecification.START);
        assertThat(versions(
                        new BackupReported(1, 1, 1, new UUID(1, 1), details),
                        new BackupReported(2, 1, 1, new UUID(1, 1), details)))
                .isEmpty();
    }

    @Test
    @DisplayName("a server that was deleted never comes back under its uuid")
    void servers() {
        var server = new UUID(1, 1);
        var details = new ServerDetails("host", "host", 22, null, null, List.of());
        assertThat(versions(new ServerRegistered(server, "host", 1, Origin.API, details), new ServerDeleted(server)))
                .isEmpty();
    }

    @Test
    @DisplayName("of a silence that expired nothing is told; it goes when others need its room")
    void silences() {
        var made = new ArrayList<FleetEvent>();
        for (var number = 0; number < 1000; number++) {
            made.add(silence(new UUID(1, number), Duration.ofMillis(1500 - number)));
        }
        assertThat(versions(made)).hasSize(1000);
        made.add(silence(new UUID(2, 1), Duration.ofHours(1)));
        made.add(silence(new UUID(2, 2), Duration.ofHours(1)));
        assertThat(versions(made))
                .hasSize(1000)
                .contains(ref(new UUID(1, 997)), ref(new UUID(2, 1)), ref(new UUID(2, 2)))
                .doesNotContain(ref(new UUID(1, 998)), ref(new UUID(1, 999)));
        assertThat(DeciderSpecification.state(made).silences().table().values()).hasSize(1000);
    }

    @Test
    @DisplayName(
            "every event that sounds like an end is one, but for a signing key's, a delivery that is tried again and a step")
    void ends() {
        var ends = EventCatalog.events().stream()
                .filter(event -> event.getSimpleName().matches(".*(Deleted|Ended|Revoked|Expired|Resolved|Succeeded)"))
                .filter(event -> event != JobStepSucceeded.class)
                .toList();
        assertThat(ends).hasSizeGreaterThan(10);
        assertThat(FleetState.ENDS).containsAll(ends);
    }

    private static SilenceCreated silence(UUID id, Duration after) {
        var start = DeciderSpecification.START;
        return new SilenceCreated(
                id, new SilenceDetails("works", start, start.plus(after), null, null, null, null, null));
    }

    private static AggregateRef ref(UUID silence) {
        return new AggregateRef(AggregateType.SILENCE, silence.toString());
    }

    private static Set<AggregateRef> versions(FleetEvent... past) {
        return versions(List.of(past));
    }

    private static Set<AggregateRef> versions(List<FleetEvent> past) {
        return DeciderSpecification.state(past).versions().keySet();
    }
}
