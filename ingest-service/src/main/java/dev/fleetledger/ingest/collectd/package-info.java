/** What collectd's write_http sends, made into series. What is done with series lives in {@code ingest.batch}. */
@NullMarked
package dev.fleetledger.ingest.collectd;

import org.jspecify.annotations.NullMarked;
