@NullMarked
package dev.fleetledger.query.alert;

import org.jspecify.annotations.NullMarked;
