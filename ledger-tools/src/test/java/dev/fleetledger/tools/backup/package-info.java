@NullMarked
package dev.fleetledger.tools.backup;

import org.jspecify.annotations.NullMarked;
