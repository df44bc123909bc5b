/** The history and the audit, against a real database. */
@NullMarked
package dev.fleetledger.query.history;

import org.jspecify.annotations.NullMarked;
