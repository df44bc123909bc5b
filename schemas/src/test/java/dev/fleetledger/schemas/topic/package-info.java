@NullMarked
package dev.fleetledger.schemas.topic;

import org.jspecify.annotations.NullMarked;
