/** The fleet in Prometheus' text format, for whoever scrapes it. */
@NullMarked
package dev.fleetledger.query.federate;

import org.jspecify.annotations.NullMarked;
