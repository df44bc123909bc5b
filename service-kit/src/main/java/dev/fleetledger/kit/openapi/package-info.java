/**
 * The documentation of the platform's HTTP, read off the resource methods: OpenAPI, a Postman collection, the pages.
 * Nothing may be said here of a single endpoint: that stands where the endpoint is.
 */
@NullMarked
package dev.fleetledger.kit.openapi;

import org.jspecify.annotations.NullMarked;
