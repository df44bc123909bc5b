package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The history of nodes is kept in one shape, whichever version of the platform wrote it. */
class StoredNodesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID NODE = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final UUID KEY = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    private static final NodeJoinRequested REQUESTED = new NodeJoinRequested(
            7,
            NODE,
            new NodeDetails("Api.example.com", "192.168.1.100", "Debian 13", true),
            new Concealed("hash of the code"),
            Instant.parse("2026-01-19T10:00:00.5Z"));

    private final EventChain chain = new EventChain();
    private Version version = Version.NONE;
    private ObjectNode changes = JSON.createObjectNode();

    @Test
    void aNode() throws Exception {
        after(REQUESTED);
        isKeptAs("""
                {"uuid": "3d298266-633b-48b6-9662-07a1d9ee1c44", "hostname": "Api.example.com",
                 "ip_address": "192.168.1.100", "system_info": "Debian 13", "is_master": true, "status": "pending",
                 "code_expires_at": "2026-01-19T10:00:00.500Z", "storage_quota_gb": null, "api_key_id": null,
                 "registration_code": {"$sealed": 1}}""");
        assertThat(version.names()).isEqualTo(Set.of("name:api.example.com"));

        after(new NodeQuotaChanged(7, NODE, 1e9));
        assertThat(changes).hasToString("{\"storage_quota_gb\":{\"before\":null,\"after\":1.0E9}}");

        after(new NodeApproved(7, NODE, Instant.parse("2026-01-20T10:00:00Z")));
        isKeptAs("""
                {"uuid": "3d298266-633b-48b6-9662-07a1d9ee1c44", "hostname": "Api.example.com",
                 "ip_address": "192.168.1.100", "system_info": "Debian 13", "is_master": true, "status": "active",
                 "code_expires_at": "2026-01-20T10:00:00Z", "storage_quota_gb": 1.0E9, "api_key_id": null,
                 "registration_code": {"$sealed": 1}}""");
        assertThat(changes.properties())
                .extracting(change -> change.getKey())
                .containsExactly("code_expires_at", "status");

        after(new NodeKeyIssued(7, NODE, KEY));
        isKeptAs("""
                {"uuid": "3d298266-633b-48b6-9662-07a1d9ee1c44", "hostname": "Api.example.com",
                 "ip_address": "192.168.1.100", "system_info": "Debian 13", "is_master": true, "status": "active",
                 "code_expires_at": null, "storage_quota_gb": 1.0E9,
                 "api_key_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "registration_code": null}""");

        after(new NodeQuotaChanged(7, NODE, null));
        isKeptAs("""
                {"uuid": "3d298266-633b-48b6-9662-07a1d9ee1c44", "hostname": "Api.example.com",
                 "ip_address": "192.168.1.100", "system_info": "Debian 13", "is_master": true, "status": "active",
                 "code_expires_at": null, "storage_quota_gb": null,
                 "api_key_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "registration_code": null}""");
    }

    @Test
    void aRequestToJoinThatExpired() throws Exception {
        after(new NodeJoinRequested(
                7, NODE, new NodeDetails("api", null, null, false), REQUESTED.code(), REQUESTED.codeExpiresAt()));
        isKeptAs("""
                {"uuid": "3d298266-633b-48b6-9662-07a1d9ee1c44", "hostname": "api", "ip_address": null,
                 "system_info": null, "is_master": false, "status": "pending",
                 "code_expires_at": "2026-01-19T10:00:00.500Z", "storage_quota_gb": null, "api_key_id": null,
                 "registration_code": {"$sealed": 1}}""");
        after(new NodeJoinExpired(7, NODE));
        assertThat(version).isEqualTo(new Version(null, Set.of("name:api")));
    }

    @Test
    void aSite() throws Exception {
        after(new SiteReported(3, 7, NODE, "example.com", 5, 15.0));
        isKeptAs("{\"node_id\": 7, \"name\": \"example.com\", \"used_bytes\": 5, \"quota_gb\": 15.0}");
        after(new SiteReported(3, 7, NODE, "example.com", 5, null));
        isKeptAs("{\"node_id\": 7, \"name\": \"example.com\", \"used_bytes\": 5, \"quota_gb\": null}");
        assertThat(changes).hasToString("{\"quota_gb\":{\"before\":15.0,\"after\":null}}");
        assertThat(version.names()).isEmpty();

        after(new SiteQuotaChanged(3, 7, NODE, "example.com", 20.5));
        isKeptAs("{\"node_id\": 7, \"name\": \"example.com\", \"used_bytes\": 5, \"quota_gb\": 20.5}");
    }

    @Test
    void aSiteWhoseReportsAreTelemetry() throws Exception {
        after(new SiteAdded(3, 7, NODE, "example.com", 15.0));
        isKeptAs("{\"node_id\": 7, \"name\": \"example.com\", \"used_bytes\": null, \"quota_gb\": 15.0}");
        after(new SiteQuotaChanged(3, 7, NODE, "example.com", null));
        isKeptAs("{\"node_id\": 7, \"name\": \"example.com\", \"used_bytes\": null, \"quota_gb\": null}");
        assertThat(changes).hasToString("{\"quota_gb\":{\"before\":15.0,\"after\":null}}");
    }

    @Test
    void aBackup() throws Exception {
        var made = Instant.parse("2026-01-17T09:00:00Z");
        after(new BackupReported(
                4, 3, 7, NODE, new BackupDetails("example.com", "a.zst", 5, null, "full", "SUCCESS", "b2", made)));
        isKeptAs("""
                {"node_id": 7, "site_id": 3, "site_name": "example.com", "filename": "a.zst", "size_bytes": 5,
                 "s3_path": null, "backup_type": "full", "status": "SUCCESS", "storage_provider": "b2",
                 "created_at": "2026-01-17T09:00:00Z"}""");
        assertThat(version.names()).isEmpty();
    }

    /** One more event, to what was read from the database. */
    private void after(FleetEvent event) throws JsonProcessingException {
        var before = version.document() == null
                ? version
                : new Version((ObjectNode) JSON.readTree(stored(version.document())), version.names());
        version = Documents.after(chain.recorded(event), before);
        changes = Changes.between(before.document(), version.document());
    }

    /** As PostgreSQL gives it back, which knows no exponents. */
    private static String stored(ObjectNode document) {
        return document.toString().replace("1.0E9", "1000000000");
    }

    private void isKeptAs(String document) throws JsonProcessingException {
        assertThat(JSON.readTree(String.valueOf(version.document()))).isEqualTo(JSON.readTree(document));
    }
}
