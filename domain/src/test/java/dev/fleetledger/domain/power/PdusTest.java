package dev.fleetledger.domain.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.TreePVector;

class PdusTest {
    private static final UUID ORGANIZATION = new UUID(1, 1);
    private static final UUID FIRST = new UUID(2, 1);
    private static final UUID SECOND = new UUID(2, 2);

    @ParameterizedTest
    @ValueSource(strings = {"SEC-1", "sec-1", "Sec-1", "\uFF33EC-1", "sec\uFF0D1", "\u017FEC-1"})
    @DisplayName("codes that differ in case, width and the like alone are one in an organization")
    void oneCode(String code) {
        var pdus = Pdus.EMPTY.plus(pdu(FIRST, "SEC-1"));
        assertThat(pdus.findByCode(ORGANIZATION, code)).map(Pdu::id).contains(FIRST);
        assertThat(pdus.findByCode(null, code)).isEmpty();
        assertThat(pdus.findByCode(ORGANIZATION, code + "0")).isEmpty();
    }

    @Test
    @DisplayName("of those that were let in once, each is found by its own code")
    void letInOnce() {
        var pdus = Pdus.EMPTY.plus(pdu(FIRST, "SEC-1")).plus(pdu(SECOND, "sec-1"));
        assertThat(pdus.findByCode(ORGANIZATION, "SEC-1")).map(Pdu::id).contains(FIRST);
        assertThat(pdus.findByCode(ORGANIZATION, "sec-1")).map(Pdu::id).contains(SECOND);
        assertThat(pdus.findByCode(ORGANIZATION, "Sec-1")).map(Pdu::id).contains(FIRST);
    }

    private static Pdu pdu(UUID id, String code) {
        var details = new PduDetails(
                "Rack",
                code,
                PduType.RACK,
                PduStatus.ACTIVE,
                ORGANIZATION,
                null,
                230,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null);
        return new Pdu(id, details, TreePVector.empty(), Instant.EPOCH, Instant.EPOCH);
    }
}
