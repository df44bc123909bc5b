@NullMarked
package dev.fleetledger.tools.audit;

import org.jspecify.annotations.NullMarked;
