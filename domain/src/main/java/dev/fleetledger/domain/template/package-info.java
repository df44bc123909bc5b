/** What machines are told when they are deployed. */
@NullMarked
package dev.fleetledger.domain.template;

import org.jspecify.annotations.NullMarked;
