@NullMarked
package dev.fleetledger.kit.http.parameter;

import org.jspecify.annotations.NullMarked;
