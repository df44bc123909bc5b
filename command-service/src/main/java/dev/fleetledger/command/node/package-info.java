/**
 * Nodes that join by code, their quotas, and the sites and backups that they report. What a site holds is told here too, as its
 * quota is, but is telemetry and not decided on; what else nodes measure comes to the ingest-service.
 */
@NullMarked
package dev.fleetledger.command.node;

import org.jspecify.annotations.NullMarked;
