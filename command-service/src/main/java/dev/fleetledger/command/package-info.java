/**
 * The service that decides. Here it is put together: the ledger's runtime and the areas. What belongs to one area lives
 * in the area's package.
 */
@NullMarked
package dev.fleetledger.command;

import org.jspecify.annotations.NullMarked;
