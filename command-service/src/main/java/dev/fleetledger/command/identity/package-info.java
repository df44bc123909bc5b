/** Users, sessions, API keys and signing keys: state, deciders, resources, and what other services are told of them. */
@NullMarked
package dev.fleetledger.command.identity;

import org.jspecify.annotations.NullMarked;
