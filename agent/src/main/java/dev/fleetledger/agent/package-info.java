/**
 * What runs on a server and reports it. Standing alone: it knows the platform by its HTTP interface only, and no other
 * module may be used here.
 */
@NullMarked
package dev.fleetledger.agent;

import org.jspecify.annotations.NullMarked;
