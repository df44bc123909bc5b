/** The query-service: projects the ledger into read models and answers every read. */
@NullMarked
package dev.fleetledger.query;

import org.jspecify.annotations.NullMarked;
