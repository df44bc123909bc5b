/**
 * How texts in requests have to be written, for people to tell them apart, for all areas alike. What a single field may hold
 * is said where the field is; how texts are compared lives in {@code domain.text}.
 */
@NullMarked
package dev.fleetledger.command.text;

import org.jspecify.annotations.NullMarked;
