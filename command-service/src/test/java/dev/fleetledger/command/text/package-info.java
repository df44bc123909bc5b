@NullMarked
package dev.fleetledger.command.text;

import org.jspecify.annotations.NullMarked;
