/** Reads of nodes, their sites and backups, and the streams of what they measure. */
@NullMarked
package dev.fleetledger.query.node;

import org.jspecify.annotations.NullMarked;
