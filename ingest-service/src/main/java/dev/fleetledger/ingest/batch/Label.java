package dev.fleetledger.ingest.batch;

/** A label of a series, as sent. */
public record Label(String name, String value) {}
