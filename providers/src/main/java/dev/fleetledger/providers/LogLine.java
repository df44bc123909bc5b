package dev.fleetledger.providers;

import dev.fleetledger.schemas.job.LogLevel;
import java.time.Instant;

/**
 * A line that a provider logged of an attempt.
 *
 * @param number counted from 1 for each attempt; the same line has the same number whenever it is asked for
 * @param at by the provider's clock
 * @param text may be long, have line breaks, and repeat what the provider was told
 */
public record LogLine(int number, Instant at, LogLevel level, String text) {}
