package dev.fleetledger.query.live;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.query.live.Sink.End;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What one client is sent, from where it got to until the end. */
@FunctionalInterface
interface Course {

    /**
     * Sends until the end, and says why that is.
     *
     * @param lastId the event that the client had last; null for none
     * @throws IOException if the client is gone
     * @throws RejectedException if there is nothing to see any more
     * @throws UnavailableException if it cannot be seen now
     */
    End send(Sink sink, @Nullable String lastId) throws IOException, InterruptedException;

    /** Sends all of it, and ends the stream. */
    default void run(Sink sink, @Nullable String lastId) {
        var end = End.FAILED;
        try {
            end = send(sink, lastId);
        } catch (IOException e) {
            log("a client of a stream is gone: {}", e);
            end = End.SLOW;
        } catch (RejectedException e) {
            log("a stream has nothing to show any more: {}", e);
            end = End.NOTHING;
        } catch (UnavailableException e) {
            log("a stream has nothing to show now: {}", e);
            end = End.AWAY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = End.STOPPING;
        } finally {
            sink.end(end);
        }
    }

    private static void log(String text, Exception e) {
        LoggerFactory.getLogger(Course.class).debug(text, e.toString());
    }
}
