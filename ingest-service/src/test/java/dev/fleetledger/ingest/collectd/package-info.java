@NullMarked
package dev.fleetledger.ingest.collectd;

import org.jspecify.annotations.NullMarked;
