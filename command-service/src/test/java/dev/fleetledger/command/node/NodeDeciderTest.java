package dev.fleetledger.command.node;

import static dev.fleetledger.command.fleet.DeciderSpecification.START;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.node.NodeCommand.ApproveByCode;
import dev.fleetledger.command.node.NodeCommand.ApproveNode;
import dev.fleetledger.command.node.NodeCommand.ChangeQuota;
import dev.fleetledger.command.node.NodeCommand.IssueKey;
import dev.fleetledger.command.node.NodeCommand.RequestJoin;
import dev.fleetledger.domain.node.Nodes;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NodeDeciderTest {
    private static final UUID KEY = new UUID(7, 7);
    private static final Concealed CODE = new Concealed("code");
    private static final Concealed OTHER_CODE = new Concealed("other");
    private static final Concealed KEY_HASH = new Concealed("key");
    private static final NodeDetails DETAILS = new NodeDetails("api.example.com", "192.168.1.100", null, false);
    private static final Instant LATER = START.plus(NodeDecider.CODE_LIFETIME);

    @Nested
    class Join {

        @Test
        void givesTheNodeTheNextNumber() {
            given().when(join(CODE)).then(joined(1, LATER));
            given(requested(1, OTHER_CODE, LATER)).when(join(CODE)).then(joined(2, LATER.plusSeconds(2)));
        }

        @Test
        void takesExpiredRequestsAwayAndTheirCodesToo() {
            given(requested(1, CODE, START.plusSeconds(2)), requested(2, OTHER_CODE, START.plusSeconds(3)))
                    .when(join(CODE))
                    .then(
                            joined(3, LATER.plusSeconds(3)),
                            new NodeJoinExpired(1, id(1)),
                            new NodeJoinExpired(2, id(2)));
        }

        @Test
        void refusesACodeThatIsInUse() {
            given(requested(1, CODE, LATER))
                    .when(join(CODE))
                    .thenRefused(
                            new Rejection.Conflict(NodeDecider.CODE_TAKEN, "Another node has that code; ask again"));
        }

        @Test
        void refusesMoreThanMayWait() {
            given(requests(NodeDecider.MOST_REQUESTS)).when(join(CODE)).thenRefused(tooMany());
            var oneExpired = requests(NodeDecider.MOST_REQUESTS);
            oneExpired[0] = requested(1, new Concealed("1"), START);
            given(oneExpired)
                    .when(join(CODE))
                    .then(
                            joined(NodeDecider.MOST_REQUESTS + 1L, LATER.plusSeconds(NodeDecider.MOST_REQUESTS + 1L)),
                            new NodeJoinExpired(1, id(1)));
        }

        /** Any machine may use all of its /64, which must not let it fill the list. */
        @Test
        void refusesMoreThanMayWaitOfOneNetworkOfIpv6() {
            var nodes = Nodes.EMPTY;
            for (var number = 1; number <= NodeDecider.MOST_OF_AN_ADDRESS; number++) {
                var event = requested(number, new Concealed(Integer.toString(number)), LATER);
                nodes = nodes.evolve(event, from("2001:db8:1:2::" + number, number, event));
            }
            assertThat(NodeDecider.join(joinFrom("2001:db8:1:2:ffff::1"), nodes, START))
                    .isEqualTo(new Decision.Refused(tooMany()));
            assertThat(NodeDecider.join(joinFrom("2001:db8:1:3::1"), nodes, START))
                    .isInstanceOf(Decision.Accepted.class);
        }

        private static RequestJoin joinFrom(String address) {
            return new RequestJoin(id(0), DETAILS, CODE, address);
        }

        private static EventMetadata from(String address, long sequence, FleetEvent event) {
            return new EventMetadata(
                    id(sequence),
                    EventCatalog.typeOf(event),
                    "test",
                    START,
                    event.aggregate(),
                    FleetId.DEFAULT,
                    sequence,
                    1,
                    "system:test",
                    address,
                    null,
                    id(sequence),
                    id(sequence),
                    null,
                    null,
                    null);
        }

        private static Rejection tooMany() {
            return new Rejection.Conflict(
                    "TOO_MANY_JOIN_REQUESTS", "Too many nodes wait for approval already; try again later");
        }

        private static FleetEvent[] requests(int count) {
            return LongStream.rangeClosed(1, count)
                    .mapToObj(number -> requested(number, new Concealed(Long.toString(number)), LATER))
                    .toArray(FleetEvent[]::new);
        }
    }

    @Nested
    class Approve {

        @Test
        void makesTheNodeActiveAndItsCodeGoodForAnotherDay() {
            given(requested(1, CODE, LATER))
                    .when(new ApproveNode(1))
                    .then(new NodeApproved(1, id(1), LATER.plusSeconds(2)));
            given(requested(1, CODE, LATER))
                    .when(new ApproveByCode(CODE, "XK7M2"))
                    .then(new NodeApproved(1, id(1), LATER.plusSeconds(2)));
        }

        @Test
        void refusesASecondTime() {
            var already = new Rejection.Conflict("NODE_ALREADY_ACTIVE", "Node '1' has been approved already");
            given(requested(1, CODE, LATER), new NodeApproved(1, id(1), LATER))
                    .when(new ApproveNode(1))
                    .thenRefused(already);
            given(requested(1, CODE, LATER), new NodeApproved(1, id(1), LATER))
                    .when(new ApproveByCode(CODE, "XK7M2"))
                    .thenRefused(already);
        }

        @Test
        void refusesWhatIsNotOrIsNoMore() {
            given().when(new ApproveNode(1)).thenRefused(new Rejection.NotFound("Node", "1"));
            given().when(new ApproveByCode(CODE, "XK7M2")).thenRefused(noCode());
            given(requested(1, CODE, START.plusSeconds(2)))
                    .when(new ApproveNode(1))
                    .thenRefused(new Rejection.NotFound("Node", "1"));
            given(requested(1, CODE, START.plusSeconds(2)))
                    .when(new ApproveByCode(CODE, "XK7M2"))
                    .thenRefused(noCode());
        }
    }

    @Nested
    class Key {

        @Test
        void isIssuedToTheNodeThatHasTheCode() {
            given(requested(1, CODE, LATER), new NodeApproved(1, id(1), LATER))
                    .when(new IssueKey(CODE, "XK7M2", KEY, KEY_HASH))
                    .then(
                            new NodeKeyIssued(1, id(1), KEY),
                            new ApiKeyCreated(
                                    KEY, "Node api.example.com", 0, List.of("node.report"), id(1), null, KEY_HASH));
        }

        @Test
        void isIssuedOnce() {
            given(
                            requested(1, CODE, LATER),
                            new NodeApproved(1, id(1), LATER),
                            new NodeKeyIssued(1, id(1), new UUID(7, 8)))
                    .when(new IssueKey(CODE, "XK7M2", KEY, KEY_HASH))
                    .thenRefused(noCode());
        }

        @Test
        void isIssuedNeitherBeforeTheApprovalNorTooLate() {
            given(requested(1, CODE, LATER))
                    .when(new IssueKey(CODE, "XK7M2", KEY, KEY_HASH))
                    .thenRefused(noCode());
            given(requested(1, CODE, LATER), new NodeApproved(1, id(1), START.plusSeconds(3)))
                    .when(new IssueKey(CODE, "XK7M2", KEY, KEY_HASH))
                    .thenRefused(noCode());
        }
    }

    @Nested
    class Quota {

        @Test
        void isSetAndTakenAway() {
            given(requested(1, CODE, LATER))
                    .when(new ChangeQuota(1, 200.0))
                    .then(new NodeQuotaChanged(1, id(1), 200.0));
            given(requested(1, CODE, LATER), new NodeQuotaChanged(1, id(1), 200.0))
                    .when(new ChangeQuota(1, null))
                    .then(new NodeQuotaChanged(1, id(1), null));
        }

        @Test
        void isOfANodeThatIs() {
            given().when(new ChangeQuota(1, 200.0)).thenRefused(new Rejection.NotFound("Node", "1"));
        }

        @Test
        void mayBeAsItIs() {
            given(requested(1, CODE, LATER), new NodeQuotaChanged(1, id(1), 200.0))
                    .when(new ChangeQuota(1, 200.0))
                    .thenNothing();
        }
    }

    private static RequestJoin join(Concealed code) {
        return new RequestJoin(id(0), DETAILS, code, "192.168.1.100");
    }

    private static NodeJoinRequested requested(long number, Concealed code, Instant expiresAt) {
        return new NodeJoinRequested(number, id(number), DETAILS, code, expiresAt);
    }

    /** What {@link #join} makes. */
    private static NodeJoinRequested joined(long number, Instant expiresAt) {
        return new NodeJoinRequested(number, id(0), DETAILS, CODE, expiresAt);
    }

    private static UUID id(long number) {
        return new UUID(1, number);
    }

    private static Rejection noCode() {
        return new Rejection.NotFound("Registration code", "XK7M2");
    }
}
