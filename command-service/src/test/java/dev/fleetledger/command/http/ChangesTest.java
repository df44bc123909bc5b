package dev.fleetledger.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.alert.NewThreshold;
import dev.fleetledger.command.power.NewDevice;
import dev.fleetledger.command.power.PduBody;
import dev.fleetledger.command.webhook.NewWebhook;
import dev.fleetledger.kit.json.WireField;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A change takes a field by its name: it has to have the same in the body and in the details. */
class ChangesTest {
    static List<Arguments> bodies() {
        return List.of(
                Arguments.of(NewDevice.class, DeviceDetails.class),
                Arguments.of(PduBody.class, PduDetails.class),
                Arguments.of(NewThreshold.class, ThresholdDetails.class));
    }

    /** The secret is no detail, and the URL comes in two parts. */
    @Test
    void ofAWebhookToo() {
        assertThat(names(NewWebhook.class))
                .containsExactlyInAnyOrder("name", "url", "events", "minimumSeverity", "enabled", "secret");
        assertThat(Stream.of(WebhookDetails.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyInAnyOrder("name", "url", "query", "events", "minimumSeverity", "enabled");
    }

    private static Stream<String> names(Class<?> body) {
        return WireField.of(body).stream().map(field -> field.component().getName());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aFieldHasOneName(Class<?> body, Class<?> details) {
        assertThat(names(body))
                .containsExactlyInAnyOrderElementsOf(Stream.of(details.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }
}
