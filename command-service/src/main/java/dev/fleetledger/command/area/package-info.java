/** What the areas of the command-service are made of. It knows none of them; what each adds is a {@code kit.Area}. */
@NullMarked
package dev.fleetledger.command.area;

import org.jspecify.annotations.NullMarked;
