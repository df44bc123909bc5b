package dev.fleetledger.command.node;

import com.google.common.net.InetAddresses;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.FailureThrottle;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.node.NodeAnswers.JoinReceipt;
import dev.fleetledger.command.node.NodeAnswers.JoinStatus;
import dev.fleetledger.command.node.NodeCommand.IssueKey;
import dev.fleetledger.command.node.NodeCommand.RequestJoin;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.AlsoFails;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Problem;
import dev.fleetledger.kit.http.ProblemException;
import dev.fleetledger.kit.http.Public;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.node.Membership;
import dev.fleetledger.kit.security.ApiKeySecret;
import dev.fleetledger.kit.security.VerifierKeys;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.NodeDetails;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where nodes that nobody knows yet ask to join, and fetch their key once they are approved. */
@Path("/api/v1/nodes")
public final class JoinResource {
    private static final int MOST_TRIES = 5;
    private static final Duration IDENTITY_BOUND = Duration.ofSeconds(2);

    private final Commands commands;
    private final RegistrationCodes codes;
    private final VerifierKeys keys;
    private final IdentityView identity;
    private final OwnMachine machine;
    private final FailureThrottle guesses;
    private final InstantSource clock;

    JoinResource(
            Commands commands,
            RegistrationCodes codes,
            VerifierKeys keys,
            IdentityView identity,
            OwnMachine machine,
            FailureThrottle guesses,
            InstantSource clock) {
        this.commands = commands;
        this.codes = codes;
        this.keys = keys;
        this.identity = identity;
        this.machine = machine;
        this.guesses = guesses;
        this.clock = clock;
    }

    /**
     * A node as it asks to join.
     *
     * @param ipAddress where it is reached; where the request came from if absent
     * @param systemInfo for people
     */
    public record JoinRequest(
            @NotNull
            @Size(min = 1, max = 253)
            @Pattern(regexp = "[^\\s\\p{Cntrl}/?#@]*", message = "must be a hostname")
            String hostname,

            @Nullable @Size(max = 64) String ipAddress,
            @Nullable @Size(max = 1000) String systemInfo) {}

    /** Asks to join; the answer has the code to give to an administrator. */
    @POST
    @Path("/join-request")
    @Public
    @AlsoFails(409)
    public Created<JoinReceipt> join(@Context Call call, Body<JoinRequest> body) {
        var sent = body.read();
        var ip = sent.ipAddress() == null ? call.address() : sent.ipAddress();
        if (sent.ipAddress() != null && !InetAddresses.isInetAddress(sent.ipAddress())) {
            throw new RejectedException(new Rejection.Invalid(FieldError.invalid(
                    "ip_address", "not an IP address", sent.ipAddress(), "an IPv4 or IPv6 address")));
        }
        var master = machine.runs(sent.hostname(), call.address());
        var details = new NodeDetails(sent.hostname(), ip, sent.systemInfo(), master);
        for (var tries = 1; ; tries++) {
            var code = RegistrationCodes.create();
            try {
                var command = new RequestJoin(UUID.randomUUID(), details, codes.hash(code.value()), call.address());
                var accepted = execute(call, body, command);
                var id = accepted.subject().id();
                var receipt = accepted.replayed()
                        ? new JoinReceipt(id, null, "Join request submitted before. Its code is not shown again.")
                        : new JoinReceipt(id, code, "Join request submitted. Give code " + code.value() + " to admin.");
                return new Created<>("/api/v1/nodes/" + id, receipt);
            } catch (RejectedException e) {
                if (tries == MOST_TRIES
                        || !(e.rejection() instanceof Rejection.Conflict conflict)
                        || !conflict.code().equals(NodeDecider.CODE_TAKEN)) {
                    throw e;
                }
            }
        }
    }

    /** What became of the request with this code; the first answer after the approval has the key, and ends the code. */
    @GET
    @Path("/status/code/{code}")
    @Public
    @AlsoFails(404)
    public JoinStatus status(@Context Call call, @PathParam("code") String code) {
        guesses.attempt(call.address()).ifPresent(JoinResource::tooMany);
        var hash = codes.hash(code);
        var node = commands.state()
                .nodes()
                .findByCode(hash, clock.instant())
                .orElseThrow(() -> PathId.notFound("Registration code", code));
        if (!node.active()) {
            guesses.succeeded(call.address());
            return new JoinStatus(Membership.PENDING, null);
        }
        var key = ApiKeySecret.create(UUID.randomUUID());
        var accepted = execute(call, null, new IssueKey(hash, code, key.id(), new Concealed(keys.hash(key))));
        guesses.succeeded(call.address());
        identity.awaitLatest(IDENTITY_BOUND);
        return new JoinStatus(Membership.ACTIVE, accepted.replayed() ? null : key.text());
    }

    private CommandReply.Accepted execute(Call call, @Nullable Body<?> body, NodeCommand command) {
        // By address, so that one's idempotency key is not another's.
        var principal = Principal.system("join@" + call.address());
        return commands.execute(call, principal, body, command, Set.of(Commands.LEDGER_PROJECTOR));
    }

    private static void tooMany(Duration wait) {
        throw new ProblemException(new Problem(
                429,
                "RATE_LIMITED",
                "Too many unknown registration codes from this address",
                Map.of("Retry-After", Long.toString(wait.toSeconds() + 1))));
    }
}
