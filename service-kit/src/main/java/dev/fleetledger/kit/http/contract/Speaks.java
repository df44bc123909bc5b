package dev.fleetledger.kit.http.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The contracts that a resource answers in; the request chooses where there are several. Every resource says so, once for
 * all of its methods, of which one may say otherwise.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Speaks {
    Contract[] value();

    /** Whether an answer may also go under the other contracts' media types, in the same shape. */
    boolean underAnyType() default false;
}
