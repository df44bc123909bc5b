/**
 * Webhooks, and what is sent to them: deciders, resources, and the calls. Which alerts there are is decided in
 * {@code command.alert}, and which addresses may be called said in {@code command.process}.
 */
@NullMarked
package dev.fleetledger.command.webhook;

import org.jspecify.annotations.NullMarked;
