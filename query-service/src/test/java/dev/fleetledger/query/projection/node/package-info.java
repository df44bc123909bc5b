@NullMarked
package dev.fleetledger.query.projection.node;

import org.jspecify.annotations.NullMarked;
