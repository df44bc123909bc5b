/**
 * Makes values of JSON and names everything that is wrong with it. Nothing here may know where the JSON came from, nor
 * how an error is shown.
 */
@NullMarked
package dev.fleetledger.kit.http.binding;

import org.jspecify.annotations.NullMarked;
