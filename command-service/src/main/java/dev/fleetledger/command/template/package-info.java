/** What machines are told when they are deployed: what may be changed of it, and how it is made ready for a machine. */
@NullMarked
package dev.fleetledger.command.template;

import org.jspecify.annotations.NullMarked;
