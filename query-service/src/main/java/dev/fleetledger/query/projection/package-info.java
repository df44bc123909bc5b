/**
 * Read models as functions of topics: projectors keep PostgreSQL tables in step with them. It knows no area: each says
 * what it makes of a batch.
 */
@NullMarked
package dev.fleetledger.query.projection;

import org.jspecify.annotations.NullMarked;
