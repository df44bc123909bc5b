package dev.fleetledger.kit.http;

/**
 * What a resource method returns to answer 202: asked for, and not done yet.
 *
 * @param body what the answer shows
 */
public record Accepted<T>(T body) {}
