/**
 * The contracts that clients speak, and which of them a request is to be answered in: by its path, by {@code Accept},
 * by the kind of its credential. What an answer looks like in a contract does not live here.
 */
@NullMarked
package dev.fleetledger.kit.http.contract;

import org.jspecify.annotations.NullMarked;
