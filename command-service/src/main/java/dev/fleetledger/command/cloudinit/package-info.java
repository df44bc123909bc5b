/**
 * What cloud-init makes of a text, and a text with values for its variables. It knows templates by their text alone: no
 * fleet, no job, no HTTP.
 */
@NullMarked
package dev.fleetledger.command.cloudinit;

import org.jspecify.annotations.NullMarked;
