package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of long work. */
public sealed interface JobCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.JOB_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return JobDecider.decide(this, state, context);
    }

    /**
     * Has it begun.
     *
     * @param fields of the server that change with it: hostname, and tags, which are added
     * @param userData of which that is made what the machine is handed, sealed; null for nothing
     */
    record RequestJob(
            UUID serverId,
            JobKind kind,
            JobOptions options,
            ServerFields fields,
            @Nullable Concealed userData) implements JobCommand {

        /** One that hands nothing over. */
        RequestJob(UUID serverId, JobKind kind, JobOptions options, ServerFields fields) {
            this(serverId, kind, options, fields, null);
        }

        @Override
        public Set<Permission> permissions() {
            return Set.of(needed(kind));
        }

        /** What it takes to have a server go through such a job. */
        static Permission needed(JobKind kind) {
            return kind == JobKind.POWER ? Permission.SERVER_POWER : Permission.SERVER_LIFECYCLE;
        }
    }

    /** Has it stopped. */
    record CancelJob(long number) implements JobCommand {}

    /** Takes up again what failed, from the step that did. It takes what asking for such a job does, too. */
    record RetryJob(long number) implements JobCommand {}

    /** Takes one that is over from the list. */
    record DeleteJob(long number) implements JobCommand {}
}
