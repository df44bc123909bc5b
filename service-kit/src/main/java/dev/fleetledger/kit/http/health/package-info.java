/**
 * Whether this service is of use, for people and machines that look often. What a part waits for is said by the part.
 */
@NullMarked
package dev.fleetledger.kit.http.health;

import org.jspecify.annotations.NullMarked;
