@NullMarked
package dev.fleetledger.kit.http.body;

import org.jspecify.annotations.NullMarked;
