/**
 * Servers, the names by which they and their hosts are known, and how they are shown. Health and measurements are no
 * part of a server here: the ledger does not have them.
 */
@NullMarked
package dev.fleetledger.domain.server;

import org.jspecify.annotations.NullMarked;
