/**
 * Long work on servers: what it consists of, how far it is, what is to be done about it next, and how it is shown. Who
 * does it does not live here.
 */
@NullMarked
package dev.fleetledger.domain.job;

import org.jspecify.annotations.NullMarked;
