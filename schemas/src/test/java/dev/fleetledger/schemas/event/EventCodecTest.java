package dev.fleetledger.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    static Stream<FleetEvent> fixtures() {
        return EventFixtures.all().stream();
    }

    static Stream<Class<? extends FleetEvent>> events() {
        return EventCatalog.events().stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyEventComesBackFromEveryReleasedSchema(FleetEvent event) {
        assertThat(EventCodec.decode(EventCatalog.typeOf(event), EventCodec.encode(event)))
                .isEqualTo(event);
        for (var schema : EventSchemas.versions(event.getClass())) {
            var old = EventCodec.decode(EventCatalog.typeOf(event), EventCodec.encode(event, schema));
            assertThat(old.aggregate()).isEqualTo(event.aggregate());
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventHasAFixture(Class<? extends FleetEvent> event) {
        assertThat(fixtures().map(Object::getClass).collect(Collectors.toSet())).contains(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void oldReadersReadNewEventsAndNewReadersOld(Class<? extends FleetEvent> event) throws SchemaValidationException {
        var versions = EventSchemas.versions(event);
        var validator = new SchemaValidatorBuilder().mutualReadStrategy().validateAll();
        for (var i = 0; i < versions.size(); i++) {
            validator.validate(versions.get(i), versions.subList(0, i));
        }
    }

    @Test
    void whatANewerVersionWroteStopsTheReader() {
        var bytes = EventCodec.encode(EventFixtures.all().getFirst());
        assertThatThrownBy(() -> EventCodec.decode("server.painted", bytes))
                .isInstanceOf(UnknownEventException.class)
                .hasMessageContaining("server.painted");
        bytes[5] ^= 1;
        assertThatThrownBy(() -> EventCodec.decode("server.registered", bytes))
                .isInstanceOf(UnknownEventException.class);
    }

    @Test
    void bytesThatAreNoEventAreRefused() {
        assertThatThrownBy(() -> EventCodec.decode("server.registered", new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
        var bytes = EventCodec.encode(EventFixtures.all().getFirst());
        var cut = java.util.Arrays.copyOf(bytes, bytes.length - 4);
        assertThatThrownBy(() -> EventCodec.decode("server.registered", cut))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
