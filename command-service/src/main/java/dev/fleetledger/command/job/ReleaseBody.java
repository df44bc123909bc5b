package dev.fleetledger.command.job;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.job.JobOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a server is released.
 *
 * @param secureErase whether its disks are told to erase themselves; not if absent
 * @param quickErase whether the beginnings and ends of its disks are overwritten; not if absent
 */
public record ReleaseBody(
        @Nullable Boolean secureErase, @Nullable Boolean quickErase) {

    /** How it is done; refuses both ways of erasing together. */
    JobOptions options() {
        var secure = secureErase != null && secureErase;
        var quick = quickErase != null && quickErase;
        if (secure && quick) {
            throw new RejectedException(new Rejection.Invalid(
                    FieldError.invalid("quick_erase", "not together with secure_erase", true, "one of the two")));
        }
        return JobOptions.of(new JobOptions.Release(secure, quick));
    }
}
