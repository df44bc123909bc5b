package dev.fleetledger.command.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A login that goes on, with its family of refresh tokens.
 *
 * @param user the user's number
 * @param generation of the refresh token that is good, from 1
 * @param refreshedAt when that one was given out
 * @param expiresAt when that one expires
 */
public record Session(UUID id, long user, int generation, Instant refreshedAt, Instant expiresAt) {}
