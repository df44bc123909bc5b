@NullMarked
package dev.fleetledger.kit.security;

import org.jspecify.annotations.NullMarked;
