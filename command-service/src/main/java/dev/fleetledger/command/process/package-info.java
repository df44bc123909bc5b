/**
 * The one way to react to events and topics, and to act outside: where the fleet is owned, by commands whose ids are
 * derived, and claimed before it is done; and which addresses may be called at all. It knows no area: each says what is to be
 * done, and its decider what comes of it. What is called, and how, lives in the area.
 */
@NullMarked
package dev.fleetledger.command.process;

import org.jspecify.annotations.NullMarked;
