/** What long work consists of, as topics carry it. Who may ask for it, and what it does, does not live here. */
@NullMarked
package dev.fleetledger.schemas.job;

import org.jspecify.annotations.NullMarked;
