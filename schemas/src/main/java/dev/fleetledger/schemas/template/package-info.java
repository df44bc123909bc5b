/** What templates consist of, as topics carry it, but for their events. How they are rendered does not live here. */
@NullMarked
package dev.fleetledger.schemas.template;

import org.jspecify.annotations.NullMarked;
