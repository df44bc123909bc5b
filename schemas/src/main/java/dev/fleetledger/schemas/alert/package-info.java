/** What is watched, and what was seen of it. Whether that is an alert is not said here: the ledger decides it. */
@NullMarked
package dev.fleetledger.schemas.alert;

import org.jspecify.annotations.NullMarked;
