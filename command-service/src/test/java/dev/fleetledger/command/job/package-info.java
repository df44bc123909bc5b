@NullMarked
package dev.fleetledger.command.job;

import org.jspecify.annotations.NullMarked;
