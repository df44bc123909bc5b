/** Reads of jobs, against a real database. */
@NullMarked
package dev.fleetledger.query.job;

import org.jspecify.annotations.NullMarked;
