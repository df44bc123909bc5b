/**
 * What resource methods take besides the call: bodies, tables, queries, each read when it is asked for. A new kind of
 * parameter belongs here; how its bytes are taken in does not.
 */
@NullMarked
package dev.fleetledger.kit.http.parameter;

import org.jspecify.annotations.NullMarked;
