/** What collectd's write_http sends. */
@NullMarked
package dev.fleetledger.ingest.collectd;

import org.jspecify.annotations.NullMarked;
