@NullMarked
package dev.fleetledger.kit.http.server;

import org.jspecify.annotations.NullMarked;
