package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A change is held to the rules of what it changes, but that nothing must be there; and each error is told word for word. */
class ChangedFieldsTest extends PowerContract {
    private static final String THRESHOLDS = "/api/v1/alerts/thresholds";

    ChangedFieldsTest(RunningPlatform platform) {
        super(platform);
    }

    @Test
    @DisplayName(
            "P3, P4: everything wrong with a PDU is told, what is misread in the order it was sent, then the rest by name")
    void pdus() {
        var wrong = """
                {"floor": ["1"], "name": "A ", "total_sockets": "x", "specifications": 1, "voltage_rating": "abc",
                 "is_mobile": "no", "max_power_watts": 0, "code": "", "type": "toaster", "unknown": 1,
                 "organization_id": "x", "confirm": "yes"}""";
        var path =
                "/api/v1/pdus/" + create("Rack", 2, "").field("data").path("id").asText();
        var before = client.get(path + "?include_sockets=true").field("data");
        assertThat(errors(client.put(path, wrong))).isEqualTo("""
                floor: value is not text | "array" | text
                total_sockets: value is not a valid integer | "x" | integer
                specifications: value is not an object | 1 | object
                voltage_rating: Invalid voltage rating | "abc" | integer between 100 and 480
                is_mobile: value is not a valid boolean | "no" | true or false
                type: must be one of: cart, wall_mount, floor_stand, ceiling, rack, extension | "toaster" | one of: cart, wall_mount, floor_stand, ceiling, rack, extension
                organization_id: value is not a valid uuid | "x" | UUID
                confirm: value is not a valid boolean | "yes" | true or false
                code: size must be between 1 and 100 | "" | 1 to 100 characters
                max_power_watts: must be greater than or equal to 1 | 0 | integer between 1 and 1000000
                name: size must be between 3 and 100 | "A " | 3 to 100 characters
                """);
        assertThat(errors(client.post("/api/v1/pdus", wrong))).isEqualTo("""
                floor: value is not text | "array" | text
                total_sockets: Socket count must be between 1 and 48 | "x" | integer between 1 and 48
                specifications: value is not an object | 1 | object
                voltage_rating: Invalid voltage rating | "abc" | integer between 100 and 480
                is_mobile: value is not a valid boolean | "no" | true or false
                type: must be one of: cart, wall_mount, floor_stand, ceiling, rack, extension | "toaster" | one of: cart, wall_mount, floor_stand, ceiling, rack, extension
                organization_id: value is not a valid uuid | "x" | UUID
                code: size must be between 1 and 100 | "" | 1 to 100 characters
                max_power_watts: must be greater than or equal to 1 | 0 | integer between 1 and 1000000
                name: size must be between 3 and 100 | "A " | 3 to 100 characters
                """);
        assertThat(errors(
                        client.post("/api/v1/pdus", "{\"name\": null, \"confirm\": 1, \"pdu\": {\"name\": \"Rack\"}}")))
                .isEqualTo("""
                code: field required | null | a value
                name: null is not allowed | null | a value
                total_sockets: field required | null | a value
                type: field required | null | a value
                """);
        assertThat(errors(client.put(path, "{\"type\": null, \"name\": null, \"code\": null, \"status\": null}")))
                .isEqualTo("""
                name: null is not allowed | null | a value
                code: null is not allowed | null | a value
                type: null is not allowed | null | a value
                """);
        assertThat(errors(client.put(path, "{\"type\": null, \"name\": \"AB\"}")))
                .isEqualTo("""
                name: size must be between 3 and 100 | "AB" | 3 to 100 characters
                """);
        assertThat(client.put(path, "{\"total_sockets\": 0}").status()).isEqualTo(422);
        assertThat(client.put(path, "{\"total_sockets\": null}").status()).isEqualTo(422);
        assertThat(client.put(
                                path,
                                "{\"total_sockets\": 2, \"unknown\": 1, \"pdu\": {\"name\": \"Other\"}, \"floor\": null, \"voltage_rating\": null}")
                        .field("data"))
                .isEqualTo(before);
    }

    @Test
    @DisplayName("P11: everything wrong with a device is told; null is not taken for its serial number")
    void devices() {
        var wrong = """
                {"purchase_date": "x", "serial_number": "", "status": "lost", "rated_watts": 1.5, "server_id": "",
                 "name": "\\u202E", "asset_tag": 5, "model_id": "x", "installation_date": "2024-13-01"}""";
        var path = "/api/v1/devices/" + device("DEV-1", ", \"name\": \"Web\", \"rated_watts\": 5");
        assertThat(errors(client.put(path, wrong))).isEqualTo("""
                purchase_date: value is not a date | "x" | date, such as 2026-01-31
                status: must be one of: active, inactive, maintenance, decommissioned | "lost" | one of: active, inactive, maintenance, decommissioned
                rated_watts: value is not a valid integer | 1.5 | integer
                asset_tag: value is not text | 5 | text
                model_id: value is not a valid uuid | "x" | UUID
                installation_date: value is not a date | "2024-13-01" | date, such as 2026-01-31
                name: must have no invisible characters | "\u202E" | 0 to 200 characters
                serial_number: size must be between 1 and 100 | "" | 1 to 100 characters
                server_id: size must be between 1 and 63 | "" | 1 to 63 characters
                """);
        assertThat(errors(client.post("/api/v1/devices", wrong))).isEqualTo(errors(client.put(path, wrong)));
        assertThat(errors(client.put(path, "{\"serial_number\": null, \"server_id\": \"nobody\"}")))
                .isEqualTo("""
                serial_number: null is not allowed | null | a value
                """);
        assertThat(errors(client.post("/api/v1/devices", "{\"serial_number\": null}")))
                .isEqualTo("""
                serial_number: null is not allowed | null | a value
                """);
        var cleared = client.put(path, "{\"name\": null, \"rated_watts\": null, \"status\": null}");
        assertThat(cleared.field("data").path("name").isNull()).isTrue();
        assertThat(cleared.field("data").path("rated_watts").isNull()).isTrue();
        assertThat(cleared.field("data").path("status").asText()).isEqualTo("active");
        assertThat(client.put(path, "{\"name\": null}").required("ETag")).isEqualTo("\"2\"");
    }

    @Test
    @DisplayName("C7: everything wrong with a threshold is told, alike when it is made, changed and tried")
    void thresholds() {
        var wrong = """
                {"threshold_value": "1", "comparison": "over", "name": "\\u202E", "server_id": "", "tag": "%s",
                 "labels": {"a": null, "": "x", "b": "\\u0001", "c": 5}, "metric_type": "\\u0007", "clear_value": 1e999,
                 "for_seconds": -1, "no_data": "panic", "no_data_after_seconds": 9, "severity": 5, "enabled": 1,
                 "start": 5, "end": "x"}""".formatted("x".repeat(65));
        var created = client.post(
                THRESHOLDS,
                "{\"metric_type\": \"cpu\", \"comparison\": \"gt\", \"threshold_value\": 1, \"enabled\": false}");
        var path = THRESHOLDS + "/" + created.field("id").asText();
        assertThat(details(client.put(path, wrong))).isEqualTo("""
                ["body","clear_value"] value is not a valid float | type_error.float
                ["body","threshold_value"] value is not a valid number | type_error.float
                ["body","comparison"] must be one of: gt, gte, lt, lte, eq, neq | type_error.enum
                ["body","labels","c"] value is not text | type_error.str
                ["body","no_data"] must be one of: keep, fire | type_error.enum
                ["body","severity"] must be one of: info, warning, critical | type_error.enum
                ["body","enabled"] value is not a valid boolean | type_error.bool
                ["body","for_seconds"] must be greater than or equal to 0 | value_error
                ["body","labels",""] size must be between 1 and 256 | value_error.size
                ["body","labels","a"] null is not allowed | type_error.none.not_allowed
                ["body","labels","b"] must be text without control characters | value_error.str.regex
                ["body","metric_type"] must be text without control characters | value_error.str.regex
                ["body","name"] must have no invisible characters | value_error.str.regex
                ["body","no_data_after_seconds"] must be greater than or equal to 10 | value_error
                ["body","server_id"] size must be between 1 and 63 | value_error.size
                ["body","tag"] size must be between 1 and 64 | value_error.size
                """);
        assertThat(details(client.post(THRESHOLDS, wrong))).isEqualTo(details(client.put(path, wrong)));
        assertThat(details(client.post(THRESHOLDS + "/backtest", wrong))).isEqualTo("""
                ["body","clear_value"] value is not a valid float | type_error.float
                ["body","threshold_value"] value is not a valid number | type_error.float
                ["body","comparison"] must be one of: gt, gte, lt, lte, eq, neq | type_error.enum
                ["body","labels","c"] value is not text | type_error.str
                ["body","no_data"] must be one of: keep, fire | type_error.enum
                ["body","severity"] must be one of: info, warning, critical | type_error.enum
                ["body","start"] value is not a time with an offset | value_error.datetime
                ["body","end"] value is not a time with an offset | value_error.datetime
                ["body","for_seconds"] must be greater than or equal to 0 | value_error
                ["body","labels",""] size must be between 1 and 256 | value_error.size
                ["body","labels","a"] null is not allowed | type_error.none.not_allowed
                ["body","labels","b"] must be text without control characters | value_error.str.regex
                ["body","metric_type"] must be text without control characters | value_error.str.regex
                ["body","no_data_after_seconds"] must be greater than or equal to 10 | value_error
                ["body","server_id"] size must be between 1 and 63 | value_error.size
                ["body","tag"] size must be between 1 and 64 | value_error.size
                """);
        assertThat(details(client.post(THRESHOLDS, "{\"rule\": {\"metric_type\": \"cpu\"}}")))
                .isEqualTo("""
                ["body","comparison"] field required | value_error.missing
                ["body","metric_type"] field required | value_error.missing
                ["body","threshold_value"] field required | value_error.missing
                """);
        assertThat(details(client.post(THRESHOLDS + "/backtest", "{\"threshold_value\": null}")))
                .isEqualTo("""
                ["body","comparison"] field required | value_error.missing
                ["body","metric_type"] field required | value_error.missing
                ["body","threshold_value"] null is not allowed | type_error.none.not_allowed
                """);
        assertThat(
                        details(
                                client.put(
                                        path,
                                        "{\"threshold_value\": null, \"metric_type\": null, \"comparison\": null, \"server_id\": \"none\"}")))
                .isEqualTo("""
                ["body","metric_type"] null is not allowed | value_error
                ["body","comparison"] null is not allowed | value_error
                ["body","threshold_value"] null is not allowed | value_error
                ["body","server_id"] there is no such server | value_error
                """);
        assertThat(details(client.put(path, "{\"clear_value\": 2}"))).isEqualTo("""
                ["body","clear_value"] must lie on the clear side of threshold_value | value_error
                """);
        assertThat(client.put(path, "{\"labels\": null, \"severity\": null, \"clear_value\": null}")
                        .required("ETag"))
                .isEqualTo("\"1\"");
        assertThat(client.delete(path).status()).isEqualTo(204);
    }

    private static String errors(Reply reply) {
        return lines(
                reply.field("errors"),
                error -> error.path("field").asText() + ": "
                        + error.path("message").asText() + " | " + error.path("received") + " | "
                        + error.path("expected").asText());
    }

    private static String details(Reply reply) {
        return lines(
                reply.field("detail"),
                error -> error.path("loc") + " " + error.path("msg").asText() + " | "
                        + error.path("type").asText());
    }

    private static String lines(JsonNode errors, Function<JsonNode, String> line) {
        return StreamSupport.stream(errors.spliterator(), false).map(line).collect(Collectors.joining("\n", "", "\n"));
    }
}
