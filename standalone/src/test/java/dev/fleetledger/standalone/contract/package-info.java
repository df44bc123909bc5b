/** What the documents promise, kept by the whole platform. */
@NullMarked
package dev.fleetledger.standalone.contract;

import org.jspecify.annotations.NullMarked;
