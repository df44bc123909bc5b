@NullMarked
package dev.fleetledger.domain.job;

import org.jspecify.annotations.NullMarked;
