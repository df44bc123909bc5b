/** Nodes that join by code, their quotas, and the sites and backups that they report. */
@NullMarked
package dev.fleetledger.command.node;

import org.jspecify.annotations.NullMarked;
