/**
 * What goes wrong with HTTP itself, and how each contract says that, and every {@code Rejection}, to a client. Nothing
 * here knows of requests: who catches what was thrown, and answers it, lives in {@code http.server}.
 */
@NullMarked
package dev.fleetledger.kit.http.failure;

import org.jspecify.annotations.NullMarked;
