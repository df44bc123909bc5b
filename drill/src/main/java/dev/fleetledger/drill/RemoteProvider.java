package dev.fleetledger.drill;

import dev.fleetledger.drill.ProviderWire.Asked;
import dev.fleetledger.drill.ProviderWire.Report;
import dev.fleetledger.drill.ProviderWire.Verb;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Sighting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A provider in a process of its own, which counts what it is asked. */
final class RemoteProvider implements Provider {
    static final String NAME = "drill";

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI at;

    RemoteProvider(URI at) {
        this.at = at;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration askEvery() {
        return Duration.ofMillis(300);
    }

    @Override
    public Answer begin(Machine machine, Order order) throws IOException, InterruptedException {
        return ask(Verb.BEGIN, machine, order, Answer.class);
    }

    @Override
    public Sighting look(Machine machine, Order order) throws IOException, InterruptedException {
        return ask(Verb.LOOK, machine, order, Sighting.class);
    }

    @Override
    public Answer abort(Machine machine, Order order) throws IOException, InterruptedException {
        return ask(Verb.ABORT, machine, order, Answer.class);
    }

    /** What it was asked so far. */
    Report report() throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofByteArray());
        return ProviderWire.read(answer.body(), Report.class);
    }

    private <T> T ask(Verb verb, Machine machine, Order order, Class<T> type) throws IOException, InterruptedException {
        var body = ProviderWire.write(new Asked(machine, order), Asked.class);
        var request = HttpRequest.newBuilder(at.resolve("/" + verb))
                .timeout(LONGEST)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return ProviderWire.read(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body(), type);
    }
}
