package dev.fleetledger.query.live;

import java.io.IOException;

/** Where the events of one stream go, in whatever protocol its client speaks. */
interface Sink {

    /**
     * Returns once the client, or what stands between, has taken it.
     *
     * @throws IOException if it does not, or is gone
     */
    void write(Feed.Item event) throws IOException;

    /** Says nothing but that the stream goes on. */
    void keepAlive() throws IOException;

    /** Whether the client is gone. */
    boolean isClosed();

    /** Ends it, once; more often does nothing. */
    void end(End why);

    /**
     * Why a stream ends, as a WebSocket's client is told (RFC 6455, 7.4). What HTTP has a status for is 4000 and that.
     */
    enum End {
        OVER(1000, "There is nothing more to come"),
        STOPPING(1001, "The service stops; come again"),
        TALKATIVE(1008, "Too much was sent, of which nothing is read"),
        FAILED(1011, "Unexpected error"),
        AWAY(1013, "It cannot be shown now; come again later"),
        MAY_NOT(4401, "The credential is not good any more, or not for this"),
        NOTHING(4404, "There is nothing to show any more"),
        SLOW(4408, "Nothing was taken for too long");

        private final int code;
        private final String reason;

        End(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }

        /** The status code of the close frame. */
        int code() {
            return code;
        }

        /** For people; shorter than a close frame has room for. */
        String reason() {
            return reason;
        }
    }
}
