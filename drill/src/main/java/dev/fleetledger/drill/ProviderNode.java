package dev.fleetledger.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fleetledger.drill.ProviderWire.Asked;
import dev.fleetledger.drill.ProviderWire.Counted;
import dev.fleetledger.drill.ProviderWire.Report;
import dev.fleetledger.drill.ProviderWire.Run;
import dev.fleetledger.drill.ProviderWire.Verb;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.providers.simulated.SimulatedProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The program of a provider's process, which is never killed and so knows what it was asked: a simulation whose calls take
 * a while on their way there and back, whose answers are lost now and then, and that cannot always say what came of an
 * attempt. It prints its port.
 */
final class ProviderNode {
    private static final double SPEED = 2;
    private static final int LONGEST_WAY = 400;
    private static final double LOST = 0.08;
    private static final double UNCLEAR = 0.1;

    private final SimulatedProvider provider = new SimulatedProvider(Clock.systemUTC(), SPEED);
    private final List<Counted> calls = new ArrayList<>();
    private final List<Begun> begun = new ArrayList<>();
    private int lost;

    private ProviderNode() {}

    /** @param order with the reference that it was given */
    private record Begun(Machine machine, Order order, boolean stopped) {}

    public static void main(String[] args) throws IOException {
        var node = new ProviderNode();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, ProviderWire.write(node.report(), Report.class)));
        for (var verb : Verb.values()) {
            server.createContext("/" + verb, exchange -> node.take(verb, exchange));
        }
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private void take(Verb verb, HttpExchange exchange) throws IOException {
        var asked = ProviderWire.read(exchange.getRequestBody().readAllBytes(), Asked.class);
        onItsWay();
        var answer = act(verb, asked);
        onItsWay();
        if (verb == Verb.LOOK || !isLost()) {
            answer(exchange, answer);
        } else {
            exchange.close();
        }
    }

    private static void onItsWay() {
        Waiting.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_WAY)));
    }

    private synchronized boolean isLost() {
        var isLost = ThreadLocalRandom.current().nextDouble() < LOST;
        lost += isLost ? 1 : 0;
        return isLost;
    }

    /** One after another, so that what is counted is in the order in which it happened. */
    private synchronized byte[] act(Verb verb, Asked asked) {
        return switch (verb) {
            case BEGIN -> counted(verb, asked, begin(asked), Answer.class);
            case LOOK -> counted(verb, asked, look(asked), Sighting.class);
            case ABORT -> counted(verb, asked, abort(asked), Answer.class);
        };
    }

    private Answer begin(Asked asked) {
        var order = asked.order();
        var answer = provider.begin(asked.machine(), order);
        var reference = answer instanceof Answer.Began began ? began.reference() : null;
        begun.add(new Begun(asked.machine(), new Order(order.id(), order.task(), order.claimedAt(), reference), false));
        return answer;
    }

    private Sighting look(Asked asked) {
        return asked.order().reference() == null && ThreadLocalRandom.current().nextDouble() < UNCLEAR
                ? new Sighting.Unclear("The drill's provider cannot say")
                : provider.look(asked.machine(), asked.order());
    }

    private Answer abort(Asked asked) {
        var answer = provider.abort(asked.machine(), asked.order());
        if (answer instanceof Answer.Done) {
            begun.replaceAll(run ->
                    run.order().id().equals(asked.order().id()) ? new Begun(run.machine(), run.order(), true) : run);
        }
        return answer;
    }

    private boolean isDone(Begun run) {
        return run.order().reference() == null || provider.look(run.machine(), run.order()) instanceof Sighting.Done;
    }

    private byte[] counted(Verb verb, Asked asked, Object answer, Class<?> type) {
        calls.add(new Counted(
                verb,
                asked.order().id(),
                asked.machine().systemId(),
                name(asked.order().task()),
                name(answer)));
        return ProviderWire.write(answer, type);
    }

    private synchronized Report report() {
        var runs = begun.stream()
                .map(run -> new Run(
                        run.order().id(),
                        run.machine().systemId(),
                        name(run.order().task()),
                        end(run)))
                .toList();
        return new Report(List.copyOf(calls), runs, lost);
    }

    private String end(Begun run) {
        if (run.stopped()) {
            return "Stopped";
        }
        return isDone(run) ? "Done" : name(provider.look(run.machine(), run.order()));
    }

    private static String name(Object of) {
        return of.getClass().getSimpleName();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
