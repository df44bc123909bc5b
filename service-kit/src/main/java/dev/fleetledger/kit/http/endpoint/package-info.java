/**
 * The resource methods of this service, each with what it declares, and the guard before them: limit, contract,
 * permission. Beside them stands what the other services answer. No rule for a single path may live here.
 */
@NullMarked
package dev.fleetledger.kit.http.endpoint;

import org.jspecify.annotations.NullMarked;
