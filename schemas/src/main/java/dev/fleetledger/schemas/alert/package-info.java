/** What is watched, and what was seen of it. */
@NullMarked
package dev.fleetledger.schemas.alert;

import org.jspecify.annotations.NullMarked;
