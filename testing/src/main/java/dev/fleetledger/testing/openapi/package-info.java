/**
 * Holds answers against the API's own documentation. What an endpoint promises may not be said here: it is read off the
 * document.
 */
@NullMarked
package dev.fleetledger.testing.openapi;

import org.jspecify.annotations.NullMarked;
