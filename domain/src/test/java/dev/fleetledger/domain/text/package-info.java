@NullMarked
package dev.fleetledger.domain.text;

import org.jspecify.annotations.NullMarked;
