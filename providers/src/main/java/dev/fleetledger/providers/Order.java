package dev.fleetledger.providers;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task.
 *
 * @param id of this attempt alone
 * @param claimedAt when it was claimed: what the provider finished before is none of its doing
 * @param reference as the provider gave it when it began, null before that or if it gave none
 */
public record Order(
        UUID id, Task task, Instant claimedAt, @Nullable String reference) {}
