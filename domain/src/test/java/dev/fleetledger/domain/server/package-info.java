@NullMarked
package dev.fleetledger.domain.server;

import org.jspecify.annotations.NullMarked;
