/**
 * Nodes that join by code, their quotas, and the sites and backups that they report. What they measure does not come
 * here, but to the ingest-service.
 */
@NullMarked
package dev.fleetledger.command.node;

import org.jspecify.annotations.NullMarked;
