/** The server projection, driven step by step and against a real broker. */
@NullMarked
package dev.fleetledger.query.projection.server;

import org.jspecify.annotations.NullMarked;
