/**
 * Long work on servers: who may ask for it, what becomes of it, and the process that has providers do it. A call to a
 * provider is claimed before and told of after; nobody but {@code StepCall} calls one.
 */
@NullMarked
package dev.fleetledger.command.job;

import org.jspecify.annotations.NullMarked;
