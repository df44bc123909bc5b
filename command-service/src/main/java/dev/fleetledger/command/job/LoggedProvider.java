package dev.fleetledger.command.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.schemas.job.JobLine;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider of which what it logs is written, before what it answers counts: who sees that a job is done can read all that was
 * said of it. What cannot be read or written is left for the next time, and changes nothing about the job. After a kill it is
 * written once more, under the same numbers.
 *
 * @param written by attempt, the number of the line up to which all are
 */
record LoggedProvider(
        Provider provider,
        Supplier<FleetState> state,
        BiFunction<Job, FleetState, Collection<String>> secrets,
        Consumer<List<JobLine>> topic,
        Cache<UUID, Integer> written)
        implements Provider {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedProvider.class);

    /** After which no more is asked for at a time: an answer that is there already is not to wait for a log for long. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int MOST_ATTEMPTS = 10_000;
    private static final int GIVEN_UP = Integer.MAX_VALUE;

    /**
     * A provider whose log is written.
     *
     * @param state of the fleet, as it is when it is asked for
     * @param secrets that a job and its server are known to have
     * @param topic takes lines; throws UnavailableException if it does not
     */
    LoggedProvider(
            Provider provider,
            Supplier<FleetState> state,
            BiFunction<Job, FleetState, Collection<String>> secrets,
            Consumer<List<JobLine>> topic) {
        this(
                provider,
                state,
                secrets,
                topic,
                Caffeine.newBuilder().maximumSize(MOST_ATTEMPTS).build());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Duration askEvery() {
        return provider.askEvery();
    }

    @Override
    public Answer begin(Machine machine, Order order) throws IOException, InterruptedException {
        var answer = provider.begin(machine, order);
        if (!(answer instanceof Answer.Began)) {
            write(machine, order);
        }
        return answer;
    }

    @Override
    public Sighting look(Machine machine, Order order) throws IOException, InterruptedException {
        var sighting = provider.look(machine, order);
        if (!(sighting instanceof Sighting.NotBegun)) {
            write(machine, order);
        }
        return sighting;
    }

    @Override
    public Answer abort(Machine machine, Order order) throws IOException, InterruptedException {
        var answer = provider.abort(machine, order);
        write(machine, order);
        return answer;
    }

    private void write(Machine machine, Order order) throws InterruptedException {
        try {
            writeAll(machine, order);
        } catch (IOException | UnavailableException e) {
            LOG.debug("the log of {} at {} is not written for now: {}", machine.systemId(), name(), e.toString());
        } catch (RuntimeException e) {
            LOG.warn("the rest of what {} logs of {} is left out", name(), machine.systemId(), e);
            written.put(order.id(), GIVEN_UP);
        }
    }

    private void writeAll(Machine machine, Order order) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var after = written.get(order.id(), id -> 0);
        if (after > JobLines.MOST) {
            return;
        }
        var logged = provider.log(machine, order, after);
        if (logged.isEmpty()) {
            return;
        }
        var now = state.get();
        var job = attempted(order, now);
        if (job.isEmpty()) {
            return;
        }
        var redaction = new Redaction(secrets.apply(job.get(), now));
        while (!logged.isEmpty() && after <= JobLines.MOST && System.nanoTime() - begun < LONGEST.toNanos()) {
            topic.accept(JobLines.of(job.get(), name(), logged, redaction));
            after = logged.getLast().number();
            written.put(order.id(), after);
            logged = provider.log(machine, order, after);
        }
    }

    private static Optional<Job> attempted(Order order, FleetState now) {
        return now.jobs().all().stream()
                .filter(job -> Optional.ofNullable(job.state().call())
                        .filter(call -> call.claimId().equals(order.id()))
                        .isPresent())
                .findFirst();
    }
}
