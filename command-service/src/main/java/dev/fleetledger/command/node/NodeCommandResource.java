package dev.fleetledger.command.node;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.node.NodeCommand.ApproveByCode;
import dev.fleetledger.command.node.NodeCommand.ApproveNode;
import dev.fleetledger.command.node.NodeCommand.ChangeQuota;
import dev.fleetledger.domain.node.NodeView;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What administrators do with nodes. */
@Path("/api/v1/nodes")
@Speaks(Contract.NODES)
public final class NodeCommandResource {
    private final Commands commands;
    private final RegistrationCodes codes;
    private final SiteUses uses;
    private final InstantSource clock;

    NodeCommandResource(Commands commands, RegistrationCodes codes, SiteUses uses, InstantSource clock) {
        this.commands = commands;
        this.codes = codes;
        this.uses = uses;
        this.clock = clock;
    }

    /** A code that a node was given. */
    public record EnteredCode(
            @NotNull @Size(min = 1, max = 20) String code) {}

    /**
     * What the sites of a node may hold together.
     *
     * @param storageQuotaGb in units of 2^30 bytes; null for unlimited
     */
    public record NodeQuota(
            @Nullable @DecimalMin("0") @DecimalMax("1000000000")
            Double storageQuotaGb) {}

    /** Makes a node that asked to join one of the fleet's. */
    @POST
    @Path("/approve/{id}")
    @RequiresPermission(Permission.NODE_MANAGE)
    public NodeView approve(@Context Call call, @PathParam("id") String id) {
        return answer(call, commands.execute(call, new ApproveNode(PathId.number("Node", id))));
    }

    /** Makes the node of a registration code one of the fleet's. */
    @POST
    @Path("/register-by-code")
    @RequiresPermission(Permission.NODE_MANAGE)
    public NodeView registerByCode(@Context Call call, Body<EnteredCode> body) {
        var code = body.read().code();
        return answer(call, commands.execute(call, body, new ApproveByCode(codes.hash(code), code)));
    }

    /** Sets what the sites of a node may hold together. */
    @PUT
    @Path("/{id}/quota")
    @RequiresPermission(Permission.NODE_MANAGE)
    public NodeView changeQuota(@Context Call call, @PathParam("id") String id, Body<NodeQuota> body) {
        var number = PathId.number("Node", id);
        if (commands.state().nodes().find(number, clock.instant()).isEmpty()) {
            throw PathId.notFound("Node", id);
        }
        var quota = body.read().storageQuotaGb();
        if (!body.has("storage_quota_gb")) {
            throw new RejectedException(new Rejection.Invalid(FieldError.missing("storage_quota_gb")));
        }
        return answer(call, commands.execute(call, body, new ChangeQuota(number, quota)));
    }

    private NodeView answer(Call call, CommandReply.Accepted accepted) {
        Commands.tag(call, accepted);
        var state = accepted.state();
        var id = accepted.subject().id();
        var node = state.nodes().find(Long.parseLong(id)).orElseThrow(() -> PathId.notFound("Node", id));
        var sites = state.nodes().sitesOf(node.number());
        if (sites.count() > 0 && !uses.awaitLatest()) {
            Commands.pending(call);
        }
        return NodeView.of(node, uses.together(node.uuid(), sites), state.version(node.ref()));
    }
}
