package dev.fleetledger.kit.http.limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often a resource method may be called, where that differs from the limit of its contract. What is {@code @Public}
 * always says so, as does what reads {@code Csv}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Limited {
    RateLimit value();

    /** The parameter of the path whose values are counted each for itself, if {@link RateLimit#CODE} is the limit. */
    String parameter() default "";
}
