package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PDUs and devices from tables. */
class PowerImportsTest extends PowerContract {
    PowerImportsTest(RunningPlatform platform) {
        super(platform);
    }

    @Test
    @DisplayName(
            "Tables: a dry run says what would become of each row, two that look the same among them; then it does, once")
    void imports() {
        var csv = client.with("Content-Type", "text/csv");
        var table = """
                name,code,type,total_sockets,organization_id,location
                Rack A,PDU-A,rack,2,%1$s,Room 1
                Rack B,PDU-B,toaster,2,%1$s,Room 1
                Rack C,pdu-a,rack,2,%1$s,Room 1
                """.formatted(organization);
        var dry = csv.post("/api/v1/pdus/import?dry_run=true", table);
        assertThat(dry.status()).isEqualTo(200);
        assertThat(outcomes(dry)).containsExactly("created", "rejected", "rejected");
        assertThat(dry.field("data")
                        .path("rows")
                        .path(1)
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asText())
                .isEqualTo("type");
        assertThat(names(client.get("/api/v1/pdus?organization_id=" + organization)))
                .isEmpty();

        assertThat(outcomes(csv.post("/api/v1/pdus/import", table))).containsExactly("created", "rejected", "rejected");
        assertThat(names(client.get("/api/v1/pdus?organization_id=" + organization)))
                .containsExactly("Rack A");
        assertThat(outcomes(csv.post("/api/v1/pdus/import", table)).getFirst()).isEqualTo("unchanged");
        assertThat(outcomes(csv.post("/api/v1/pdus/import", table.replace("Rack A", "Rack Z")))
                        .getFirst())
                .isEqualTo("updated");

        var devices =
                "serial_number,rated_watts,organization_id\nDEV-1,300,%1$s\nDEV-2,,%1$s\n".formatted(organization);
        assertThat(outcomes(csv.post("/api/v1/devices/import", devices))).containsExactly("created", "created");
        assertThat(client.post("/api/v1/devices/import", "{}").status()).isEqualTo(415);
        assertThat(csv.post("/api/v1/devices/import", "serial\nDEV-1\n").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("Tables: the same Idempotency-Key gives the same answer, and undoes nothing that came after the first")
    void oneKey() {
        var once = client.with("Content-Type", "text/csv", "Idempotency-Key", organization);
        var table = "serial_number,name,organization_id\nONE-1,First,%1$s\nONE-2,,%1$s\n".formatted(organization);
        var first = once.post("/api/v1/devices/import", table);
        assertThat(outcomes(first)).containsExactly("created", "created");
        var device = first.field("data").path("rows").path(0).path("id").asText();
        assertThat(client.put("/api/v1/devices/" + device, "{\"name\":\"Second\"}")
                        .status())
                .isEqualTo(200);

        var again = once.post("/api/v1/devices/import", table);
        assertThat(again.field("data")).isEqualTo(first.field("data"));
        assertThat(client.get("/api/v1/devices/" + device)
                        .field("data")
                        .path("name")
                        .asText())
                .isEqualTo("Second");

        var other = once.post("/api/v1/devices/import", table.replace("First", "Other"));
        assertThat(outcomes(other)).containsExactly("rejected", "created");
    }
}
