/** Reads of templates, and of how often they were used. */
@NullMarked
package dev.fleetledger.query.template;

import org.jspecify.annotations.NullMarked;
