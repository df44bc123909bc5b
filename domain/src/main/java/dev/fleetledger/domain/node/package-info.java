/** Nodes that join by code, their quotas, and the sites and backups that they report. What they measure is no part of it. */
@NullMarked
package dev.fleetledger.domain.node;

import org.jspecify.annotations.NullMarked;
