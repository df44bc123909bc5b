package dev.fleetledger.embedded.testing;

/** Where a test's database is and how to log in to it, with the right to do anything. */
public record TestDatabase(String jdbcUrl, String user, String password) {}
