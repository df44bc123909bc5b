@NullMarked
package dev.fleetledger.query.live;

import org.jspecify.annotations.NullMarked;
