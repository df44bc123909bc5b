/** The documentation of the platform's HTTP, read off the resource methods: OpenAPI, a Postman collection, the pages. */
@NullMarked
package dev.fleetledger.kit.openapi;

import org.jspecify.annotations.NullMarked;
