/** The fleet in Prometheus' text format, for whoever scrapes it. It knows no area: each collects gauges of its own. */
@NullMarked
package dev.fleetledger.query.federate;

import org.jspecify.annotations.NullMarked;
