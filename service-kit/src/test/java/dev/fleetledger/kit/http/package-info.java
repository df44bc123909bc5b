@NullMarked
package dev.fleetledger.kit.http;

import org.jspecify.annotations.NullMarked;
