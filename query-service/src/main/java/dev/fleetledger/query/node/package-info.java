/**
 * Reads of nodes, their sites and backups, and the streams of what they measure. What makes {@code fleet.nodes} does not
 * live here, but in {@code query.projection.node}.
 */
@NullMarked
package dev.fleetledger.query.node;

import org.jspecify.annotations.NullMarked;
