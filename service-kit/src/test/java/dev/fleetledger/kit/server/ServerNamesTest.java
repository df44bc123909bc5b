package dev.fleetledger.kit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerNamesTest {
    private static final UUID OLD = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final UUID NEW = UUID.fromString("9a4f4c3a-2f0c-4a5e-8f44-1d1f0d7f6a10");

    private final ServerNames names = new ServerNames();

    @Test
    void aServerHasThreeNames() {
        names.changed(null, server(OLD, "Media", 7));

        assertThat(names.find("media")).contains(OLD);
        assertThat(names.find(OLD.toString().toUpperCase(Locale.ROOT))).contains(OLD);
        assertThat(names.find("7")).contains(OLD);
        assertThat(names.find("8")).isEmpty();
        assertThat(names.find(NEW.toString())).isEmpty();
    }

    @Test
    void aSlugOfDigitsGoesBeforeTheNumber() {
        names.changed(null, server(OLD, "media", 7));
        names.changed(null, server(NEW, "7", 8));

        assertThat(names.find("7")).contains(NEW);
    }

    @Test
    void aDeletedServerHasNone() {
        var server = server(OLD, "media", 7);
        names.changed(null, server);
        names.changed(server, null);

        assertThat(names.find("media")).isEmpty();
        assertThat(names.find("7")).isEmpty();
        assertThat(names.find(OLD.toString())).isEmpty();
    }

    @Test
    void aSlugBelongsToWhoGotItLastInWhateverOrderThatIsHeard() {
        var old = server(OLD, "media", 7);
        names.changed(null, server(NEW, "MEDIA", 8));
        names.changed(null, old);
        assertThat(names.find("media")).contains(NEW);

        names.changed(old, null);
        assertThat(names.find("media")).contains(NEW);
    }

    @Test
    void aHostnameNamesTheServersThatHaveIt() {
        var old = server(OLD, "media", 7, "Media.lan");
        var other = server(NEW, "other", 8, "media.lan.");
        names.changed(null, old);
        assertThat(names.findByHost("media.LAN.")).containsExactly(OLD);

        names.changed(null, other);
        assertThat(names.findByHost("media.lan")).containsExactlyInAnyOrder(OLD, NEW);

        names.changed(old, server(OLD, "media", 7, "nas.lan"));
        assertThat(names.findByHost("media.lan")).containsExactly(NEW);
        assertThat(names.findByHost("nas.lan")).containsExactly(OLD);

        names.changed(other, null);
        assertThat(names.findByHost("media.lan")).isEmpty();
    }

    @Test
    void aHostIsFoundByASlugThatWasChosenAndByNoneThatWasMade() {
        names.changed(null, server(OLD, "media", 7, "10.0.0.1"));
        names.changed(null, server(NEW, "api-internal-lan-2", 8, "api.internal.lan"));

        assertThat(names.findByHost("Media")).containsExactly(OLD);
        assertThat(names.findByHost(OLD.toString())).containsExactly(OLD);
        assertThat(names.findByHost("7")).isEmpty();
        assertThat(names.findByHost("api-internal-lan-2")).isEmpty();
        assertThat(names.findByHost("api-internal-lan")).isEmpty();
    }

    @Test
    void anAddressIsTheSameHowEverItIsWritten() {
        names.changed(null, server(OLD, "six", 7, "2001:DB8:0::1"));

        assertThat(names.findByHost("2001:db8::1")).containsExactly(OLD);
        assertThat(names.findByHost("2001:db8::0:1")).containsExactly(OLD);
        assertThat(names.findByHost("2001:db8:1::")).isEmpty();
    }

    private static ServerSnapshot server(UUID id, String slug, long number) {
        return server(id, slug, number, "h");
    }

    private static ServerSnapshot server(UUID id, String slug, long number, String hostname) {
        var details = new ServerDetails(hostname, hostname, 22, null, null, List.of());
        return new ServerSnapshot(
                id,
                slug,
                number,
                details,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                Health.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                Lifecycle.NEW);
    }
}
