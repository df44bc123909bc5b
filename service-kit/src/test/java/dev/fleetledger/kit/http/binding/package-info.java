@NullMarked
package dev.fleetledger.kit.http.binding;

import org.jspecify.annotations.NullMarked;
