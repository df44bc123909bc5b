package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.json.WireField;
import java.lang.reflect.ParameterizedType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rule 14, of every field and parameter that is a time: what no store can keep is a wrong field, wherever it is sent. */
@ExtendWith(PlatformExtension.class)
class EveryTimeTest {
    private static final List<String> TIMES = List.of(
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z",
            "0000-12-31T23:59:59Z",
            "9999-12-31T23:59:59-18:00");
    private static final List<String> DATES = List.of("+999999999-12-31", "-999999999-01-01", "+10000-01-01");

    private final RunningPlatform platform;
    private final Client admin;
    private final String server;

    EveryTimeTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
        this.server = platform.server();
    }

    private record Place(Endpoint endpoint, boolean inBody, String field, boolean isDate) {
        List<String> values() {
            return isDate ? DATES : TIMES;
        }
    }

    private Stream<Place> places() {
        return platform.endpoints().stream().flatMap(EveryTimeTest::places);
    }

    private static Stream<Place> places(Endpoint endpoint) {
        return Stream.of(endpoint.method().getGenericParameterTypes())
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType() == Query.class || type.getRawType() == Body.class)
                .flatMap(type -> fields(Json.mapper().constructType(type.getActualTypeArguments()[0]))
                        .filter(field -> field.component().getType() == Instant.class
                                || field.component().getType() == LocalDate.class
                                || field.name().equals("as_of"))
                        .map(field -> new Place(
                                endpoint,
                                type.getRawType() == Body.class,
                                field.name(),
                                field.component().getType() == LocalDate.class)));
    }

    private static Stream<WireField> fields(JavaType content) {
        return content.hasRawClass(Change.class)
                ? fields(content.containedType(0))
                : WireField.of(content.getRawClass()).stream();
    }

    @Test
    void thereAreSome() {
        assertThat(places().map(Place::field).distinct())
                .contains("as_of", "from", "to", "start", "end", "expires_at", "timestamp", "purchase_date");
    }

    @TestFactory
    Stream<DynamicTest> beyondWhatCanBeKept() {
        return places().map(place -> DynamicTest.dynamicTest(
                place.endpoint().httpMethod() + " " + place.endpoint().path() + " " + place.field(), () -> {
                    for (var value : place.values()) {
                        check(place, value);
                    }
                }));
    }

    private void check(Place place, String value) {
        var endpoint = place.endpoint();
        var contract = endpoint.contracts().iterator().next();
        var reply = send(place, contract, value);
        // What is not there is said first.
        var isThere = !endpoint.path().contains("{") || endpoint.path().startsWith("/api/v1/servers/{");
        var right = contract.validationStatus();
        assertThat(reply.status()).as(reply.raw().body()).isIn(isThere ? List.of(right) : List.of(right, 403, 404));
        if (reply.status() == right) {
            assertThat(reply.raw().body()).contains(place.field());
        }
    }

    private Reply send(Place place, Contract contract, String value) {
        var endpoint = place.endpoint();
        var path = endpoint.path().startsWith("/api/v1/servers/")
                ? endpoint.path().replaceAll("\\{[^}]+}", server)
                : endpoint.path().replaceAll("\\{[^}]+}", "1");
        var asking = endpoint.path().contains("/nodes/me/")
                ? JoinedNode.join(platform).self()
                : admin;
        var client = asking.with("Accept", contract.mediaType());
        return place.inBody()
                ? client.send(endpoint.httpMethod(), path, "{\"%s\":\"%s\"}".formatted(place.field(), value))
                : client.get(path + "?" + place.field() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
