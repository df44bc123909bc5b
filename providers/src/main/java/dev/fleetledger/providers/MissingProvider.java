package dev.fleetledger.providers;

import java.time.Duration;

/** Stands where no provider is configured: it begins nothing, and says what is missing. */
public final class MissingProvider implements Provider {
    private static final Answer REFUSED = new Answer.Refused(
            "No provider is configured: nobody can reach the machine. Switch the simulation on with FLEET_SIMULATION=true"
                    + " to try it out",
            false);

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Duration askEvery() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Answer begin(Machine machine, Order order) {
        return REFUSED;
    }

    /** What another provider began before is beyond its reach. */
    @Override
    public Sighting look(Machine machine, Order order) {
        return new Sighting.Unclear("No provider is configured any more that could say");
    }

    @Override
    public Answer abort(Machine machine, Order order) {
        return REFUSED;
    }
}
