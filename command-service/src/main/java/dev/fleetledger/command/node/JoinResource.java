package dev.fleetledger.command.node;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.FailureThrottle;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.node.NodeCommand.IssueKey;
import dev.fleetledger.command.node.NodeCommand.RequestJoin;
import dev.fleetledger.command.text.HostSyntax;
import dev.fleetledger.domain.node.Membership;
import dev.fleetledger.domain.text.IpAddresses;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.kit.security.ApiKeySecret;
import dev.fleetledger.kit.security.Secret;
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
@Speaks(Contract.NODES)
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
            @NotNull @Size(min = 1, max = 253) @Pattern(regexp = HostSyntax.SYNTAX, message = "must be a hostname")
            String hostname,

            @Nullable @Size(max = 64) String ipAddress,
            @Nullable @Size(max = 1000) String systemInfo) {}

    /**
     * That a node may be approved from now on.
     *
     * @param requestId the node's number
     * @param registrationCode by which it is approved and fetches its key, shown this once; null when the request is
     *     repeated
     */
    record JoinReceipt(String requestId, @Nullable Secret registrationCode, String message) {}

    /**
     * What became of a request to join.
     *
     * @param apiKey the node's key, shown this once; null before the approval
     */
    record JoinStatus(Membership status, @Nullable Secret apiKey) {}

    /** Asks to join; the answer has the code to give to an administrator. */
    @POST
    @Path("/join-request")
    @Public
    @Limited(RateLimit.JOIN)
    @AlsoFails(409)
    public Created<JoinReceipt> join(@Context Call call, Body<JoinRequest> body) {
        var sent = body.read();
        if (!HostSyntax.isValid(sent.hostname())) {
            throw new RejectedException(new Rejection.Invalid(FieldError.invalid(
                    "hostname",
                    "must be a hostname",
                    sent.hostname(),
                    "characters that can be seen and told apart, without spaces")));
        }
        var ip = sent.ipAddress() == null ? call.address() : sent.ipAddress();
        if (sent.ipAddress() != null && IpAddresses.parse(sent.ipAddress()).isEmpty()) {
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
    @Limited(value = RateLimit.CODE, parameter = "code")
    @AlsoFails(404)
    public JoinStatus status(@Context Call call, @PathParam("code") String code) {
        guesses.attempt(call.client()).ifPresent(JoinResource::tooMany);
        var hash = codes.hash(code);
        var node = commands.state()
                .nodes()
                .findByCode(hash, clock.instant())
                .orElseThrow(() -> PathId.notFound("Registration code", code));
        if (!node.active()) {
            guesses.forget(call.client());
            return new JoinStatus(Membership.PENDING, null);
        }
        var key = ApiKeySecret.create(UUID.randomUUID());
        var accepted = execute(call, null, new IssueKey(hash, code, key.id(), new Concealed(keys.hash(key))));
        guesses.forget(call.client());
        if (!identity.awaitLatest(IDENTITY_BOUND)) {
            Commands.pending(call);
        }
        return new JoinStatus(Membership.ACTIVE, accepted.replayed() ? null : key.text());
    }

    private CommandReply.Accepted execute(Call call, @Nullable Body<?> body, NodeCommand command) {
        // By address, so that one's idempotency key is not another's.
        var principal = Principal.system("join@" + call.address());
        return commands.execute(call, principal, body, command, Set.of(Projectors.LEDGER));
    }

    private static void tooMany(Duration wait) {
        throw new ProblemException(new Problem(
                429,
                "RATE_LIMITED",
                "Too many unknown registration codes from this address",
                Map.of("Retry-After", Long.toString(wait.toSeconds() + 1))));
    }
}
