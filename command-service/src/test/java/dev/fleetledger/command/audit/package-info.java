@NullMarked
package dev.fleetledger.command.audit;

import org.jspecify.annotations.NullMarked;
