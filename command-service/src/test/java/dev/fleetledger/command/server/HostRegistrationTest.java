package dev.fleetledger.command.server;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.server.ServerFixtures.MEDIA;
import static dev.fleetledger.command.server.ServerFixtures.NEW;
import static dev.fleetledger.command.server.ServerFixtures.bare;
import static dev.fleetledger.command.server.ServerFixtures.media;
import static dev.fleetledger.command.server.ServerFixtures.registered;

import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.command.server.ServerCommand.RegisterHost;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRegistrationTest {
    private static final String ONE = "farm-of-application-servers-in-the-northern-region-blue-group-a-one.example.org";
    private static final UUID THIRD = new UUID(0, 3);

    @ParameterizedTest
    @CsvSource({
        "web.lan,web-lan",
        "сервер1,server-1",
        "12345,server-12345",
        "東京,server",
        "nodes,nodes-2",
        "3d298266-633b-48b6-9662-07a1d9ee1c44,3d298266-633b-48b6-9662-07a1d9ee1c44-2"
    })
    void aSlugIsMadeThatMeansNoOtherServer(String hostname, String slug) {
        given().when(host(hostname)).then(new ServerRegistered(NEW, slug, 1, Origin.HEARTBEAT, bare(hostname)));
    }

    @ParameterizedTest
    @CsvSource({
        "api.internal.lan,api-internal-lan,api-internal-lan",
        "api.internal.lan,api-internal-lan,api_internal.lan",
        "2001:db8:7::1,2001-db8-7-1,2001:db8::7:1",
        "web.lan,web-lan,WEB-LAN",
        "хост,server,сервер"
    })
    void whoseSlugIsTakenIsAnotherServer(String one, String slug, String other) {
        given(registered(MEDIA, slug, 1, bare(one)))
                .when(host(other))
                .then(new ServerRegistered(
                        NEW, (other.equals("WEB-LAN") ? "WEB-LAN" : slug) + "-2", 2, Origin.HEARTBEAT, bare(other)));
    }

    @Test
    void longNamesThatDifferAtTheirEndAreTwoServers() {
        var other = ONE.replace("one", "two");
        given(registered(MEDIA, ONE.substring(0, 63), 1, bare(ONE)))
                .when(host(other))
                .then(new ServerRegistered(NEW, ONE.substring(0, 61) + "-2", 2, Origin.HEARTBEAT, bare(other)));
    }

    @Test
    void aHostIsNoServersNumber() {
        given(media(), registered(THIRD, "s", 7, bare("s.lan")))
                .when(host("7"))
                .then(new ServerRegistered(NEW, "server-7", 8, Origin.HEARTBEAT, bare("7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.lan", "WEB.Lan", "web.lan."})
    void whoHasTheHostnameIsIt(String hostname) {
        given(registered(MEDIA, "web-lan-2", 1, bare("Web.lan")))
                .when(host(hostname))
                .thenNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"media", "MEDIA", "3d298266-633b-48b6-9662-07a1d9ee1c44", "10.0.0.5"})
    void alsoWhoseSlugSomebodyChose(String hostname) {
        given(registered(MEDIA, "media", 1, bare("10.0.0.5")))
                .when(host(hostname))
                .thenNothing();
    }

    @Test
    void severalOfOneHostnameAreNotAddedTo() {
        given(registered(MEDIA, "b", 1, bare("dup.example")), registered(THIRD, "a", 2, bare("DUP.example")))
                .when(host("dup.example"))
                .thenRefused(
                        new Rejection.Conflict("AMBIGUOUS_HOSTNAME", "'dup.example' may be any of the servers a, b"));
    }

    @Test
    void aRenamedServerIsFoundByItsNewNameAlone() {
        var renamed = new ServerUpdated(MEDIA, bare("new.lan"));
        given(registered(MEDIA, "old-lan", 1, bare("old.lan")), renamed)
                .when(host("new.lan"))
                .thenNothing();
        given(registered(MEDIA, "old-lan", 1, bare("old.lan")), renamed)
                .when(host("old.lan"))
                .then(new ServerRegistered(NEW, "old-lan-2", 2, Origin.HEARTBEAT, bare("old.lan")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.lan", "WEB.lan.", "3d298266-633b-48b6-9662-07a1d9ee1c44"})
    void aDeletedOneStaysDeleted(String hostname) {
        given(registered(MEDIA, "web-lan", 1, bare("web.lan")), new ServerDeleted(MEDIA))
                .when(host(hostname))
                .thenRefused(new Rejection.NotFound("Server", hostname));
    }

    @Test
    void untilItIsRegisteredAgain() {
        given(
                        registered(MEDIA, "web-lan", 1, bare("web.lan")),
                        new ServerDeleted(MEDIA),
                        registered(THIRD, "web", 2, bare("web.lan")))
                .when(host("web.lan"))
                .thenNothing();
    }

    @Test
    void theDeletionOfAnotherOfTheSameSlugHoldsNobodyUp() {
        given(registered(MEDIA, "web-lan", 1, bare("web.lan")), new ServerDeleted(MEDIA))
                .when(host("web-lan"))
                .then(new ServerRegistered(NEW, "web-lan-2", 2, Origin.HEARTBEAT, bare("web-lan")));
    }

    @Test
    void aDeletedServersHostnameSentAsItsIdDoesNotBringItBack() {
        given(registered(MEDIA, "srv", 1, bare("web-2")), new ServerDeleted(MEDIA))
                .when(new RegisterFromHeartbeat(NEW, "web-2", "web-2"))
                .thenRefused(new Rejection.NotFound("Server", "web-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "we\u200bb", "\u202ebew", "we\u00a0b", "w\u0435b", "\uff57eb"})
    void whatIsNoHostnameOrLooksLikeAnotherIsNamed(String hostname) {
        given().when(host(hostname)).thenInvalid("hostname");
    }

    private static RegisterHost host(String hostname) {
        return new RegisterHost(NEW, hostname);
    }
}
