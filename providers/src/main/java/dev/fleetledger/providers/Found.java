package dev.fleetledger.providers;

import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.PowerState;
import org.jspecify.annotations.Nullable;

/**
 * What a provider knows of a machine after a task.
 *
 * @param hardware after a commissioning, else null
 * @param power null if it does not know
 */
public record Found(@Nullable Hardware hardware, @Nullable PowerState power) {
    public static final Found NOTHING = new Found(null, null);
}
