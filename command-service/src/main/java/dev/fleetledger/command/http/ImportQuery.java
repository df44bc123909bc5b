package dev.fleetledger.command.http;

import org.jspecify.annotations.Nullable;

/**
 * How a table is imported.
 *
 * @param dryRun whether it is only said what would become of it
 */
public record ImportQuery(@Nullable Boolean dryRun) {

    public boolean isDry() {
        return Boolean.TRUE.equals(dryRun);
    }
}
