@NullMarked
package dev.fleetledger.schemas.event;

import org.jspecify.annotations.NullMarked;
