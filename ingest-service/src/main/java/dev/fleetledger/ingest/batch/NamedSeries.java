package dev.fleetledger.ingest.batch;

/** What a name and labels are: a series, or none that is taken. */
public sealed interface NamedSeries permits Series, Refusal {}
