package dev.fleetledger.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Connections that each write their servers' samples, one request after the other, as many as were made beforehand. */
final class WriteLoad {
    private final List<Sender> connections = new ArrayList<>();
    private final int perRequest;
    private final LongAdder refused = new LongAdder();
    private long bytes;

    private record Sender(List<byte[]> requests) {}

    /**
     * What was measured.
     *
     * @param samples that were accepted
     * @param refused the part of the requests that was answered 429
     * @param micros how long each answer took
     */
    record Result(long samples, double refused, double seconds, Histogram micros, long bytes) {
        double perSecond() {
            return samples / seconds;
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /** Makes requests of about so many samples altogether. */
    WriteLoad(List<RemoteWriteRequests> senders, int perRequest, long samples) throws IOException {
        this.perRequest = perRequest;
        var each = Math.max(1, samples / perRequest / senders.size());
        for (var sender : senders) {
            var requests = new ArrayList<byte[]>();
            for (var i = 0; i < each; i++) {
                var request = sender.next(perRequest);
                bytes += request.length;
                requests.add(request);
            }
            connections.add(new Sender(requests));
        }
    }

    /** Writes all of it. */
    Result run(ServerProcess server) throws Exception {
        var micros = new ConcurrentHistogram(60_000_000, 3);
        var running = new ArrayList<Future<?>>();
        var begin = System.nanoTime();
        try (var threads = Executors.newCachedThreadPool()) {
            for (var connection : connections) {
                running.add(threads.submit(() -> {
                    send(server, connection.requests(), micros);
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        var requests = micros.getTotalCount();
        return new Result(
                (requests - refused.sum()) * perRequest, (double) refused.sum() / requests, seconds, micros, bytes);
    }

    private void send(ServerProcess server, List<byte[]> requests, Histogram micros) throws Exception {
        try (var connection = server.connect()) {
            for (var request : requests) {
                var asked = System.nanoTime();
                if (!connection.post(request)) {
                    refused.increment();
                }
                micros.recordValue((System.nanoTime() - asked) / 1000);
            }
        }
    }
}
