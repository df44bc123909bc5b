package dev.fleetledger.kit.http.endpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Statuses of errors that a resource method may answer besides those that its declaration implies, such as 502 where it
 * asks another system; for the documentation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AlsoFails {
    int[] value();
}
