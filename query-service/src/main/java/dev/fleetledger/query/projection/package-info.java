/** Read models as functions of topics: projectors keep PostgreSQL tables in step with them. */
@NullMarked
package dev.fleetledger.query.projection;

import org.jspecify.annotations.NullMarked;
