@NullMarked
package dev.fleetledger.standalone.cli;

import org.jspecify.annotations.NullMarked;
