package dev.fleetledger.providers;

import dev.fleetledger.schemas.job.JobOptions;
import org.jspecify.annotations.Nullable;

/** What is to be done to a machine. */
public sealed interface Task {

    /** The provider is to know it. */
    record Enlist() implements Task {}

    /** Its hardware is to be looked at and tested. */
    record Commission(JobOptions.Commission options) implements Task {}

    /**
     * An operating system is to be installed.
     *
     * @param userData that the machine is handed when it is begun; null for nothing, and where it is only asked about
     */
    record Deploy(JobOptions.Deploy options, @Nullable UserData userData) implements Task {

        /** One that hands nothing over. */
        public Deploy(JobOptions.Deploy options) {
            this(options, null);
        }
    }

    /** It is to be given back. */
    record Release(JobOptions.Release options) implements Task {}

    /** Its power is to be switched. */
    record Power(JobOptions.Power options) implements Task {}
}
