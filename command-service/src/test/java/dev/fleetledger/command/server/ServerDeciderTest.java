package dev.fleetledger.command.server;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.server.ServerFixtures.DETAILS;
import static dev.fleetledger.command.server.ServerFixtures.MEDIA;
import static dev.fleetledger.command.server.ServerFixtures.NEW;
import static dev.fleetledger.command.server.ServerFixtures.NOTHING;
import static dev.fleetledger.command.server.ServerFixtures.bare;
import static dev.fleetledger.command.server.ServerFixtures.media;
import static dev.fleetledger.command.server.ServerFixtures.registered;
import static dev.fleetledger.command.server.ServerFixtures.withAddress;
import static dev.fleetledger.command.server.ServerFixtures.withDisplayName;
import static dev.fleetledger.command.server.ServerFixtures.withHostname;
import static dev.fleetledger.command.server.ServerFixtures.withNumbers;
import static dev.fleetledger.command.server.ServerFixtures.withTags;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.command.server.ServerCommand.IfTaken;
import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.command.server.ServerCommand.RegisterServer;
import dev.fleetledger.command.server.ServerCommand.UpdateServer;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDeciderTest {

    @Nested
    class Register {

        @Test
        void makesTheServerWithTheNextNumber() {
            given(media())
                    .when(register("Backup-1", withHostname(withAddress(NOTHING, "fe80::1"), "backup.lan")))
                    .then(registered(
                            NEW,
                            "Backup-1",
                            2,
                            new ServerDetails("backup.lan", "backup.lan", 22, "fe80::1", null, List.of())));
        }

        @Test
        void neverUsesANumberAgain() {
            given(media(), new ServerDeleted(MEDIA))
                    .when(register("h", ServerFields.hostname("h")))
                    .then(registered(NEW, "h", 2, bare("h")));
        }

        @Test
        void aDeletedSlugIsFreeAgain() {
            given(media(), new ServerDeleted(MEDIA))
                    .when(register("OMV-mediaserver", ServerFields.hostname("omv")))
                    .then(registered(NEW, "OMV-mediaserver", 2, bare("omv")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"omv-mediaserver", "OMV-MediaServer"})
        void refusesATakenSlugInAnyCase(String slug) {
            given(media()).when(register(slug, ServerFields.hostname("h"))).thenRefused(exists(slug));
        }

        @ParameterizedTest
        @CsvSource({"omv.lan,omv-lan", "10.0.0.1,10-0-0-1", "-a_b-,a-b", "fd00::1,fd00-1", "Box,Box"})
        void makesTheSlugFromTheHostname(String hostname, String slug) {
            given().when(register(null, ServerFields.hostname(hostname)))
                    .then(registered(NEW, slug, 1, bare(hostname)));
        }

        @Test
        void refusesAMadeSlugThatIsTaken() {
            given(media())
                    .when(register(null, ServerFields.hostname("omv_mediaserver")))
                    .thenRefused(exists("omv-mediaserver"));
        }

        @Test
        void numbersAMadeSlugThatIsTakenIfAskedTo() {
            given(media(), registered(NEW, "omv-mediaserver-2", 2, bare("x")))
                    .when(numbered("omv-mediaserver"))
                    .then(registered(NEW, "omv-mediaserver-3", 3, bare("omv-mediaserver")));
        }

        @ParameterizedTest
        @CsvSource({
            "nodes,nodes-2",
            "3d298266-633b-48b6-9662-07a1d9ee1c44,3d298266-633b-48b6-9662-07a1d9ee1c44-2",
            "***,server"
        })
        void numbersAMadeSlugThatMayNotBe(String hostname, String slug) {
            given().when(numbered(hostname)).then(registered(NEW, slug, 1, bare(hostname)));
        }

        @Test
        void aNumberedSlugStaysWithin63Characters() {
            var longest = "a".repeat(63);
            given(registered(MEDIA, longest, 1, DETAILS))
                    .when(numbered(longest + ".lan"))
                    .then(registered(NEW, "a".repeat(61) + "-2", 2, bare(longest + ".lan")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "-a",
                    "a-",
                    "a b",
                    "a.b",
                    "a/b",
                    "ä",
                    "nodes",
                    "Nodes",
                    "3D298266-633b-48b6-9662-07a1d9ee1c44",
                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                })
        void refusesAnIdThatIsNone(String id) {
            given().when(register(id, ServerFields.hostname("h"))).thenInvalid("id");
        }

        @Test
        void needsAHostname() {
            given().when(register("a", NOTHING)).thenInvalid("hostname");
            given().when(register("a", withHostname(NOTHING, null))).thenInvalid("hostname");
        }

        @Test
        void namesEveryWrongField() {
            var fields = withTags(
                    withNumbers(withAddress(withDisplayName(withHostname(NOTHING, "a b"), " "), "example.com"), 0, -1),
                    List.of("a", "a"));
            given().when(register("-", fields))
                    .thenInvalid("id", "hostname", "display_name", "ip_address", "port", "tdp_watts", "tags");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1.2.3", "1.2.3.256", "localhost", "192.168.1.10/24", "::g", "01.2.3.4.5"})
        void refusesAnAddressThatIsNone(String address) {
            given().when(register("a", withAddress(ServerFields.hostname("h"), address)))
                    .thenInvalid("ip_address");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NAS\u202E1", "NAS\u200B", "\uFEFFNAS", "\u00A0", "NAS\u3164", "NAS\u0085"})
        void refusesNamesAndTagsThatLookLikeOthers(String text) {
            var host = ServerFields.hostname("h");
            given().when(register("a", withDisplayName(host, text))).thenInvalid("display_name");
            given().when(register("a", withTags(host, List.of(text)))).thenInvalid("tags");
        }

        @Test
        void refusesTagsPastTheirLimits() {
            var host = ServerFields.hostname("h");
            given().when(register("a", withTags(host, Collections.nCopies(51, "t"))))
                    .thenInvalid("tags");
            given().when(register("a", withTags(host, List.of("t".repeat(65))))).thenInvalid("tags");
            given().when(register("a", withTags(host, List.of("")))).thenInvalid("tags");
            given().when(register("a", withTags(host, Collections.singletonList(null))))
                    .thenInvalid("tags");
        }

        @Test
        void takesTheOuterValues() {
            given().when(register("a", withNumbers(ServerFields.hostname("h"), 65_535, 0)))
                    .then(registered(NEW, "a", 1, new ServerDetails("h", "h", 65_535, null, 0, List.of())));
        }
    }

    @Nested
    class Heartbeat {

        @Test
        void registersItsServer() {
            given(media())
                    .when(heartbeat("new-box"))
                    .then(new ServerRegistered(NEW, "new-box", 2, Origin.HEARTBEAT, bare("host.lan")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"omv-mediaserver", "OMV-MEDIASERVER", "3d298266-633b-48b6-9662-07a1d9ee1c44", "1"})
        void ofAKnownServerChangesNothing(String name) {
            given(media()).when(heartbeat(name)).thenNothing();
        }

        @Test
        void doesNotBringADeletedServerBack() {
            given(media(), new ServerDeleted(MEDIA))
                    .when(heartbeat("OMV-mediaserver"))
                    .thenRefused(new Rejection.NotFound("Server", "OMV-mediaserver"));
        }

        @Test
        void doesOnceAnOperatorRegisteredItAgain() {
            given(media(), new ServerDeleted(MEDIA), registered(NEW, "omv-mediaserver", 2, DETAILS))
                    .when(heartbeat("omv-mediaserver"))
                    .thenNothing();
        }

        @ParameterizedTest
        @ValueSource(strings = {"3d298266-633b-48b6-9662-07a1d9ee1c44", "7"})
        void cannotMakeAServerOfAnIdThatThePlatformGives(String name) {
            given().when(heartbeat(name)).thenRefused(new Rejection.NotFound("Server", name));
        }

        @Test
        void namesWhatIsWrong() {
            given().when(new RegisterFromHeartbeat(NEW, "a b", "")).thenInvalid("server_id", "hostname");
            given().when(new RegisterFromHeartbeat(NEW, "a b", null)).thenInvalid("server_id");
        }

        @Test
        void withoutAHostnameHasItsName() {
            given().when(new RegisterFromHeartbeat(NEW, "new-box", null))
                    .then(new ServerRegistered(NEW, "new-box", 1, Origin.HEARTBEAT, bare("new-box")));
        }
    }

    @Nested
    class Update {

        @Test
        void changesOnlyWhatWasSent() {
            given(media())
                    .when(update("omv-mediaserver", withDisplayName(NOTHING, "Films")))
                    .then(new ServerUpdated(
                            MEDIA,
                            new ServerDetails("omv-mediaserver", "Films", 22, "192.168.1.10", 65, List.of("nas"))));
        }

        @Test
        void nullClearsWhatIsOptional() {
            var fields = withTags(withNumbers(withAddress(withDisplayName(NOTHING, null), null), null, null), null);
            given(media())
                    .when(update(MEDIA.toString(), fields))
                    .then(new ServerUpdated(MEDIA, bare("omv-mediaserver")));
        }

        @Test
        void nullDoesNotClearTheHostname() {
            given(media())
                    .when(update("omv-mediaserver", withHostname(NOTHING, null)))
                    .thenInvalid("hostname");
        }

        @Test
        void aClearedDisplayNameFollowsTheNewHostname() {
            given(registered(MEDIA, "a", 1, bare("old")))
                    .when(update("a", withHostname(withDisplayName(NOTHING, null), "new")))
                    .then(new ServerUpdated(MEDIA, bare("new")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"omv-mediaserver", "OMV-mediaserver", "3d298266-633b-48b6-9662-07a1d9ee1c44"})
        void takesItsOwnIdsInTheBody(String id) {
            given(media())
                    .when(new UpdateServer("omv-mediaserver", Field.of("id", id), NOTHING))
                    .thenNothing();
        }

        @Test
        void theIdCannotChange() {
            given(media())
                    .when(new UpdateServer("omv-mediaserver", Field.of("id", "other"), NOTHING))
                    .thenInvalid("id");
            given(media())
                    .when(new UpdateServer("omv-mediaserver", Field.of("id", null), NOTHING))
                    .thenInvalid("id");
        }

        @Test
        void namesEveryWrongField() {
            given(media())
                    .when(update("omv-mediaserver", withNumbers(withAddress(NOTHING, "x"), 65_536, -1)))
                    .thenInvalid("ip_address", "port", "tdp_watts");
        }

        @Test
        void refusesAServerThatIsNot() {
            given(media(), new ServerDeleted(MEDIA))
                    .when(update("omv-mediaserver", withDisplayName(NOTHING, "Films")))
                    .thenRefused(new Rejection.NotFound("Server", "omv-mediaserver"));
        }

        @Test
        void toWhatIsAlreadyChangesNothing() {
            given(media())
                    .when(update("omv-mediaserver", withDisplayName(NOTHING, "Media Server")))
                    .thenNothing();
            given(media()).when(update("omv-mediaserver", NOTHING)).thenNothing();
        }
    }

    @Nested
    class Delete {

        @ParameterizedTest
        @ValueSource(strings = {"omv-mediaserver", "OMV-MEDIASERVER", "3d298266-633b-48b6-9662-07a1d9ee1c44"})
        void removesTheServer(String id) {
            given(media()).when(new DeleteServer(id)).then(new ServerDeleted(MEDIA));
        }

        @Test
        void refusesAServerThatIsNot() {
            given(media(), new ServerDeleted(MEDIA))
                    .when(new DeleteServer("omv-mediaserver"))
                    .thenRefused(new Rejection.NotFound("Server", "omv-mediaserver"));
        }
    }

    private static RegisterServer register(@Nullable String id, ServerFields fields) {
        return new RegisterServer(NEW, Field.of("id", id), IfTaken.REFUSE, fields);
    }

    private static RegisterServer numbered(String hostname) {
        return new RegisterServer(NEW, Field.absent("id"), IfTaken.NUMBER, ServerFields.hostname(hostname));
    }

    private static RegisterFromHeartbeat heartbeat(String name) {
        return new RegisterFromHeartbeat(NEW, name, "host.lan");
    }

    private static UpdateServer update(String server, ServerFields fields) {
        return new UpdateServer(server, Field.absent("id"), fields);
    }

    private static Rejection exists(String slug) {
        return new Rejection.Conflict("SERVER_EXISTS", "Server '" + slug + "' already exists");
    }
}
