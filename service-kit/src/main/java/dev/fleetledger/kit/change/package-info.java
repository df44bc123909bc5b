/** What is to change of something. Nothing here may know where a change came from: deciders read it. */
@NullMarked
package dev.fleetledger.kit.change;

import org.jspecify.annotations.NullMarked;
