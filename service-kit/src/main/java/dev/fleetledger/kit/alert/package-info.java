/** Thresholds and alerts as answers show them, to commands and to queries. */
@NullMarked
package dev.fleetledger.kit.alert;

import org.jspecify.annotations.NullMarked;
