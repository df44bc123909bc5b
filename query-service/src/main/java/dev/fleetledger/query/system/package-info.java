/** The platform as a whole, in figures. What is counted of one area alone lives in that area. */
@NullMarked
package dev.fleetledger.query.system;

import org.jspecify.annotations.NullMarked;
