/**
 * Who may call a resource method, as its annotations say. Which permissions there are, and who holds them, lives in
 * {@code kit.identity}.
 */
@NullMarked
package dev.fleetledger.kit.http.access;

import org.jspecify.annotations.NullMarked;
