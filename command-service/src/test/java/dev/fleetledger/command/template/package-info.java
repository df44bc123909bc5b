@NullMarked
package dev.fleetledger.command.template;

import org.jspecify.annotations.NullMarked;
