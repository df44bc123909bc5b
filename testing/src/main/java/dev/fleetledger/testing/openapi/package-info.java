/** Holds answers against the API's own documentation. */
@NullMarked
package dev.fleetledger.testing.openapi;

import org.jspecify.annotations.NullMarked;
