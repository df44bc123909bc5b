/**
 * The query-service: projects the ledger into read models and answers every read. Here it is put together: its
 * projectors and its areas. What belongs to one area lives in the area's package, and nothing but projectors writes.
 */
@NullMarked
package dev.fleetledger.query;

import org.jspecify.annotations.NullMarked;
