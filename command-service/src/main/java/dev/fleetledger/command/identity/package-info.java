/**
 * Users, sessions, API keys and signing keys: deciders, resources, and what other services are told of them. Checking a
 * credential does not live here, but in {@code kit.identity}, for all services.
 */
@NullMarked
package dev.fleetledger.command.identity;

import org.jspecify.annotations.NullMarked;
