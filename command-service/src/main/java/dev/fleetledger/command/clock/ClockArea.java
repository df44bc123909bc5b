package dev.fleetledger.command.clock;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.kit.Area;

/** The operator's word that the clock is right, as the command-service takes it. */
public final class ClockArea {

    private ClockArea() {}

    public static Area of(AreaServices with) {
        return Area.of(new ClockCommandResource(with.commands(), with.clock()));
    }
}
