/** What happened to each aggregate: its versions over time, and the audit of every change. */
@NullMarked
package dev.fleetledger.query.history;

import org.jspecify.annotations.NullMarked;
