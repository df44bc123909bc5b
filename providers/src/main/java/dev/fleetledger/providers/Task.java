package dev.fleetledger.providers;

import dev.fleetledger.schemas.job.JobOptions;

/** What is to be done to a machine. */
public sealed interface Task {

    /** The provider is to know it. */
    record Enlist() implements Task {}

    /** Its hardware is to be looked at and tested. */
    record Commission(JobOptions.Commission options) implements Task {}

    /** An operating system is to be installed. */
    record Deploy(JobOptions.Deploy options) implements Task {}

    /** It is to be given back. */
    record Release(JobOptions.Release options) implements Task {}

    /** Its power is to be switched. */
    record Power(JobOptions.Power options) implements Task {}
}
