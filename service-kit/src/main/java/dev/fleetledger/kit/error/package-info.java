/**
 * One model of what can go wrong, rendered by whichever contract answers. Statuses and shapes of answers may not live
 * here.
 */
@NullMarked
package dev.fleetledger.kit.error;

import org.jspecify.annotations.NullMarked;
