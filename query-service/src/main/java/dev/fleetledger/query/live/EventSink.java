package dev.fleetledger.query.live;

import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.time.Duration;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream as server-sent events, which cannot tell why they end. */
record EventSink(EventOutput output) implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(EventSink.class);
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    @Override
    public void write(Feed.Item event) throws IOException {
        output.write(new OutboundEvent.Builder()
                .id(event.id())
                .reconnectDelay(RECONNECT.toMillis())
                .data(Json.mapper().writeValueAsString(event.data()))
                .build());
    }

    @Override
    public void keepAlive() throws IOException {
        output.write(new OutboundEvent.Builder().comment("keep-alive").build());
    }

    @Override
    public boolean isClosed() {
        return output.isClosed();
    }

    @Override
    public void end(End why) {
        try {
            output.close();
        } catch (IOException e) {
            LOG.debug("a client of a stream is gone: {}", e.toString());
        }
    }
}
