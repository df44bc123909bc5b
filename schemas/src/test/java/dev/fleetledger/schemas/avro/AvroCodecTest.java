package dev.fleetledger.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventCodec;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCodecTest {

    static List<Record> fixtures() {
        return RecordFixtures.all();
    }

    static List<Class<?>> types() {
        return RecordFixtures.types();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyRecordComesBackFromEveryReleasedSchema(Record record) {
        var codec = AvroCodec.of(record.getClass());
        assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
        for (var schema : AvroSchemas.versions(record.getClass())) {
            assertThat(codec.decode(codec.encode(record, schema))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "mr-IN", "ne-NP", "th-TH-u-nu-thai", "tr-TR"})
    void schemasAreFoundInEveryLocale(String tag) {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertThat(types())
                    .allSatisfy(type -> assertThat(AvroSchemas.versions(type)).isNotEmpty());
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyKindHasAFixture(Class<?> type) {
        assertThat(fixtures().stream().map(Object::getClass).collect(Collectors.toSet()))
                .contains(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void oldReadersReadNewRecordsAndNewReadersOld(Class<?> type) throws SchemaValidationException {
        var versions = AvroSchemas.versions(type);
        var validator = new SchemaValidatorBuilder().mutualReadStrategy().validateAll();
        for (var i = 0; i < versions.size(); i++) {
            validator.validate(versions.get(i), versions.subList(0, i));
        }
    }

    @Test
    void eventsAreReadByTheNameThatTravelsBesideThem() {
        var event = (FleetEvent) fixtures().getFirst();
        assertThat(EventCodec.decode(EventCatalog.typeOf(event), EventCodec.encode(event)))
                .isEqualTo(event);
    }

    @Test
    void aWebhookOfBeforeQueriesWereSealedKeepsItsUrl() {
        var codec = AvroCodec.of(WebhookUpdated.class);
        var first = AvroSchemas.versions(WebhookUpdated.class).getFirst();
        var details = new WebhookDetails(
                null, "https://ops.example/?token=1", null, List.of(NoticeKind.TEST), Severity.INFO, true);
        var updated = new WebhookUpdated(new UUID(1, 1), details);
        assertThat(codec.decode(codec.encode(updated, first))).isEqualTo(updated);
    }

    @Test
    void whatANewerVersionWroteStopsTheReader() {
        var bytes = EventCodec.encode((FleetEvent) fixtures().getFirst());
        assertThatThrownBy(() -> EventCodec.decode("server.painted", bytes))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("server.painted");
        bytes[5] ^= 1;
        assertThatThrownBy(() -> EventCodec.decode("server.registered", bytes))
                .isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void bytesThatAreNoSuchRecordAreRefused() {
        assertThatThrownBy(() -> EventCodec.decode("server.registered", new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
        var bytes = EventCodec.encode((FleetEvent) fixtures().getFirst());
        var cut = Arrays.copyOf(bytes, bytes.length - 4);
        assertThatThrownBy(() -> EventCodec.decode("server.registered", cut))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AvroCodec.of(Heartbeat.class).decode(bytes))
                .isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() ->
                        AvroCodec.of(ServerSnapshot.class).encode(fixtures().getFirst()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTombstoneStaysOne() {
        try (var serde = AvroCodec.of(ServerSnapshot.class).serde()) {
            assertThat(serde.serializer().serialize("fleet.servers", null)).isNull();
            assertThat(serde.deserializer().deserialize("fleet.servers", null)).isNull();
        }
    }
}
