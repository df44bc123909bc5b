/**
 * The command line: what can be asked, and how it is answered in a terminal. What is done lives in the part that does
 * it.
 */
@NullMarked
package dev.fleetledger.standalone.cli;

import org.jspecify.annotations.NullMarked;
