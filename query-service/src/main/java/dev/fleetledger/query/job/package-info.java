/** Reads of long work. How it goes on does not live here. */
@NullMarked
package dev.fleetledger.query.job;

import org.jspecify.annotations.NullMarked;
