package dev.fleetledger.kit.http;

/**
 * What a resource method returns to answer 201.
 *
 * @param location the path of what was created, for the header {@code Location}
 * @param body what the answer shows
 */
public record Created<T>(String location, T body) {}
