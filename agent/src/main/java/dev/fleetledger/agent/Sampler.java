package dev.fleetledger.agent;

/** Measures the machine. */
@FunctionalInterface
interface Sampler {
    /** The machine now. What is counted over time, as the CPU percent, is over the time since the call before. */
    Heartbeat sample();
}
