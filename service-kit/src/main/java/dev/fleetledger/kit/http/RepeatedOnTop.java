package dev.fleetledger.kit.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Data of which the envelope shows these fields a second time, beside {@code data}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RepeatedOnTop {
    /** Their names on the wire. */
    String[] value();
}
