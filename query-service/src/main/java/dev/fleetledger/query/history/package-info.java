/**
 * What happened to each aggregate: its versions over time, and the audit of every change. What only one area reads of
 * its versions lives in that area.
 */
@NullMarked
package dev.fleetledger.query.history;

import org.jspecify.annotations.NullMarked;
