/** How ids and addresses are written and read, for all areas alike. It knows no aggregate. */
@NullMarked
package dev.fleetledger.domain.text;

import org.jspecify.annotations.NullMarked;
