package dev.fleetledger.kit.http.failure;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;

/** Tells a failure of a database that is away, which a retry cures, from one of ours. */
public final class Outage {
    /**
     * Classes of SQLSTATE (https://www.postgresql.org/docs/17/errcodes-appendix.html): connection exceptions, insufficient
     * resources, an operator's intervention such as a shutdown.
     */
    private static final Set<String> PASSING = Set.of("08", "53", "57");

    private static final int DEEPEST = 20;
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** What to answer. */
    public static final Problem PROBLEM = Problem.unavailable("The read model is not available just now", RETRY);

    private Outage() {}

    /** The failure of the database that is why; empty if none is. */
    public static Optional<SQLException> in(Throwable thrown) {
        var cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException e && passes(e)) {
                return Optional.of(e);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean passes(SQLException e) {
        var state = e.getSQLState();
        return state == null
                ? e instanceof PoolExhaustedException
                : state.length() == 5 && PASSING.contains(state.substring(0, 2));
    }
}
