@NullMarked
package dev.fleetledger.query.projection.alert;

import org.jspecify.annotations.NullMarked;
