@NullMarked
package dev.fleetledger.query.template;

import org.jspecify.annotations.NullMarked;
