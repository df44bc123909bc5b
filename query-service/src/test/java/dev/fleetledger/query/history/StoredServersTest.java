package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerEvent.ClockConfirmed;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the history keeps of servers and of the ledger's clock, to the letter: the audit shows it. */
class StoredServersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID NAS = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");

    private final EventChain chain = new EventChain();
    private Version version = Version.NONE;

    @Test
    void servers() throws Exception {
        assertThat(changes(EventChain.registered(NAS, "NAS-1", 7))).contains("number");
        assertThat(kept()).isEqualTo(JSON.readTree("""
                {"slug": "NAS-1", "number": 7, "hostname": "NAS-1", "display_name": "NAS-1", "port": 22,
                 "ip_address": "192.168.1.10", "tdp_watts": 65, "tags": ["media"]}"""));
        assertThat(version.names()).containsExactlyInAnyOrder("name:nas-1", "number:7");

        assertThat(changes(new ServerUpdated(NAS, new ServerDetails("nas", "The NAS", 2222, null, null, List.of()))))
                .containsExactly("display_name", "hostname", "ip_address", "port", "tags", "tdp_watts");
        assertThat(kept()).isEqualTo(JSON.readTree("""
                {"slug": "NAS-1", "number": 7, "hostname": "nas", "display_name": "The NAS", "port": 2222,
                 "ip_address": null, "tdp_watts": null, "tags": []}"""));

        changes(new ServerDeleted(NAS));
        assertThat(version.document()).isNull();
        assertThat(version.names()).containsExactlyInAnyOrder("name:nas-1", "number:7");
    }

    @Test
    void theClock() throws Exception {
        var now = Instant.parse("2026-11-30T12:00:00Z");
        changes(new ClockConfirmed(now, now.plusMillis(1)));
        assertThat(kept()).isEqualTo(JSON.readTree("""
                {"clock": "2026-11-30T12:00:00Z", "confirmed_until": "2026-11-30T12:00:00.001Z"}"""));
        assertThat(changes(new ClockConfirmed(now, now.plusSeconds(1)))).containsExactly("confirmed_until");
        assertThat(version.names()).isEmpty();
    }

    /** The document as it is read from the database. */
    private JsonNode kept() throws JsonProcessingException {
        return JSON.readTree(String.valueOf(version.document()));
    }

    /** The fields that an event changes, when the version before was read from the database. */
    private List<String> changes(FleetEvent event) throws JsonProcessingException {
        var document = version.document();
        var before =
                new Version(document == null ? null : (ObjectNode) JSON.readTree(document.toString()), version.names());
        version = Documents.after(chain.recorded(event), before);
        return Changes.between(before.document(), version.document()).properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }
}
