package dev.fleetledger.schemas.job;

import java.time.Instant;

/**
 * A line that a provider logged of a job; the value of {@code fleet.job-logs}. The ledger has what became of a job, this what was
 * said meanwhile: it may be lost, but never counts twice.
 *
 * @param job its number
 * @param seq its place among the lines of the job, with gaps: the same line has the same, however often it is told
 * @param timestamp when it was logged, by the provider's clock; milliseconds
 * @param message one line of 1 to 1,000 bytes, without secrets that the platform knew
 */
public record JobLine(long job, long seq, Instant timestamp, LogLevel level, String message) {}
