@NullMarked
package dev.fleetledger.query.node;

import org.jspecify.annotations.NullMarked;
