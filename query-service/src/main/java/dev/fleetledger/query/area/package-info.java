/** What the areas of the query-service are made of. It knows none of them; what each adds is a {@code kit.Area}. */
@NullMarked
package dev.fleetledger.query.area;

import org.jspecify.annotations.NullMarked;
