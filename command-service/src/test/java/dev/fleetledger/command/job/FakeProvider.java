package dev.fleetledger.command.job;

import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Counts what it is asked, and answers as it is told to. */
final class FakeProvider implements Provider {
    final List<Order> begun = new CopyOnWriteArrayList<>();
    final List<Order> looked = new CopyOnWriteArrayList<>();
    final List<Order> aborted = new CopyOnWriteArrayList<>();
    /** What it answers who begins; null to break down after it has begun. */
    volatile @Nullable Answer answer = new Answer.Began("ref");

    volatile Sighting sighting = new Sighting.UnderWay("ref", "Installing OS", 50);
    /** Whether nobody answers who asks. */
    volatile boolean away;
    /** Who asked meanwhile. */
    final List<Order> unanswered = new CopyOnWriteArrayList<>();

    volatile Runnable onLook = () -> {};
    volatile Answer stopped = new Answer.Done(Found.NOTHING);

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Duration askEvery() {
        return Duration.ofMillis(10);
    }

    @Override
    public Answer begin(Machine machine, Order order) throws IOException {
        begun.add(order);
        var now = answer;
        if (now == null) {
            throw new IOException("the connection broke");
        }
        return now;
    }

    @Override
    public Sighting look(Machine machine, Order order) throws IOException {
        if (away) {
            unanswered.add(order);
            throw new IOException("no route");
        }
        onLook.run();
        looked.add(order);
        return sighting;
    }

    @Override
    public Answer abort(Machine machine, Order order) {
        aborted.add(order);
        return stopped;
    }
}
