/** What the tests of this service share: a ledger and a database of each test's own. */
@NullMarked
package dev.fleetledger.query.testing;

import org.jspecify.annotations.NullMarked;
