package dev.fleetledger.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.query.live.Sink.End;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.Test;

class WebSocketSinkTest {
    private final Session session = new Session();
    private final WebSocketSink sink = new WebSocketSink(Duration.ofSeconds(30));

    /** Takes whatever is sent, at once. */
    private static final class Session extends CoreSession.Empty {
        private final List<Frame> sent = new ArrayList<>();
        private final List<Integer> closed = new ArrayList<>();
        private final CountDownLatch aborted = new CountDownLatch(1);
        private int demanded;

        @Override
        public void abort() {
            aborted.countDown();
        }

        @Override
        public void sendFrame(OutgoingEntry entry) {
            sent.add(entry.getFrame());
            entry.getCallback().succeeded();
        }

        @Override
        public void close(int code, String reason, Callback callback) {
            closed.add(code);
            callback.succeeded();
        }

        @Override
        public void demand() {
            demanded++;
        }

        List<Byte> opCodes() {
            return sent.stream().map(Frame::getOpCode).toList();
        }
    }

    private void open() {
        sink.onOpen(session, Callback.NOOP);
    }

    @Test
    void pingsThatNothingComesBackToEndIt() throws Exception {
        open();
        for (var i = 0; i < 3; i++) {
            sink.keepAlive();
        }
        assertThat(session.opCodes()).containsOnly(OpCode.PING);
        assertThatThrownBy(sink::keepAlive).isInstanceOf(IOException.class);
        assertThat(session.closed).containsExactly(End.SLOW.code());
    }

    @Test
    void whoWasToldOfTheEndAndDoesNotCloseIsCutOff() throws Exception {
        var brief = new WebSocketSink(Duration.ofSeconds(30), Duration.ofMillis(1));
        brief.onOpen(session, Callback.NOOP);
        brief.end(End.MAY_NOT);
        brief.onFrame(new Frame(OpCode.PONG), Callback.NOOP);
        assertThat(session.aborted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anyFrameShowsThatTheClientIsThere() throws Exception {
        open();
        for (var i = 0; i < 9; i++) {
            sink.keepAlive();
            sink.onFrame(new Frame(OpCode.PONG), Callback.NOOP);
        }
        assertThat(session.closed).isEmpty();
        assertThat(session.demanded).isEqualTo(10);
    }

    @Test
    void aPingIsAnsweredWithItsOwnPayloadBeforeTheNextFrameIsRead() {
        open();
        sink.onFrame(new Frame(OpCode.PING, "how are you"), Callback.NOOP);
        assertThat(session.opCodes()).containsExactly(OpCode.PONG);
        assertThat(session.sent.getFirst().getPayloadAsUTF8()).isEqualTo("how are you");
        assertThat(session.demanded).isEqualTo(2);
    }

    @Test
    void anEventHasItsIdBesideItsFieldsAndWhatHasNoFieldsIsOne() throws Exception {
        open();
        sink.write(new Feed.Item("7", Map.of("percentage", 50)));
        sink.write(new Feed.Item("8", List.of(1)));
        assertThat(session.sent)
                .extracting(Frame::getPayloadAsUTF8)
                .containsExactly("{\"event_id\":\"7\",\"percentage\":50}", "{\"event_id\":\"8\",\"data\":[1]}");
    }

    @Test
    void itEndsOnce() {
        open();
        sink.end(End.OVER);
        sink.end(End.FAILED);
        assertThat(session.closed).containsExactly(End.OVER.code());
    }

    @Test
    void aClientThatIsGoneIsSeenToBe() {
        open();
        assertThat(sink.isClosed()).isFalse();
        sink.onClosed(new CloseStatus(1001), Callback.NOOP);
        assertThat(sink.isClosed()).isTrue();
    }

    @Test
    void everyReasonFitsIntoACloseFrame() {
        for (var end : End.values()) {
            assertThat(end.reason().length()).isLessThanOrEqualTo(Frame.MAX_CONTROL_PAYLOAD - 2);
        }
    }
}
