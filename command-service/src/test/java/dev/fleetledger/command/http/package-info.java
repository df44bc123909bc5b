@NullMarked
package dev.fleetledger.command.http;

import org.jspecify.annotations.NullMarked;
