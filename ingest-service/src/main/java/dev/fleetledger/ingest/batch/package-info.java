/**
 * What all ways in share: samples by server, their limits, and how they are kept. Formats of senders may not be known
 * here.
 */
@NullMarked
package dev.fleetledger.ingest.batch;

import org.jspecify.annotations.NullMarked;
