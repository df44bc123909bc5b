package dev.fleetledger.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports this machine to the platform until it is closed. Measuring and sending have a thread each, so that a platform
 * that is slow or away never holds up the measuring.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final AgentConfig config;
    private final Sampler sampler;
    private final Buffer buffer;
    private final Platform platform;
    private final Courier courier;
    private final ScheduledExecutorService measuring = scheduler("fleet-agent-measuring");
    private final ScheduledExecutorService sending = scheduler("fleet-agent-sending");
    /** Set while the platform is given time; touched by the sending thread alone. */
    private @Nullable Future<?> retry;

    /** @throws ConfigException if the spool cannot be used */
    public Agent(AgentConfig config) {
        this(config, new OshiSampler(config, Clock.systemUTC()), FIRST_WAIT);
    }

    Agent(AgentConfig config, Sampler sampler, Duration firstWait) {
        this.config = config;
        this.sampler = sampler;
        var spool = config.spool();
        this.buffer = new Buffer(config.bufferSize(), spool == null ? null : Spool.open(spool));
        this.platform = new Platform(config.baseUrl(), config.apiKey(), Platform.TIMEOUT, Clock.systemUTC());
        this.courier =
                new Courier(buffer, platform, new Backoff(firstWait, LONGEST_WAIT, RandomGenerator.getDefault()));
    }

    /** Begins; the first heartbeat follows within two seconds. Returns at once. */
    public void start() {
        LOG.info(
                "Agent {} reports server '{}' to {} every {} s",
                Version.CURRENT,
                config.serverId(),
                config.baseUrl(),
                config.interval().toSeconds());
        // Opens the interval that the first heartbeat's CPU percent is over.
        measuring.execute(() -> guarded("measure", sampler::sample));
        var unused = measuring.scheduleWithFixedDelay(
                () -> guarded("measure", this::measure),
                1_000,
                config.interval().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Stops within two seconds. What was not sent waits in the spool, if there is one. */
    @Override
    public void close() {
        // Not interrupted: a heartbeat that is being written to the spool is to be whole.
        measuring.shutdown();
        sending.shutdownNow();
        platform.close();
        try {
            if (!sending.awaitTermination(1, TimeUnit.SECONDS)
                    || !measuring.awaitTermination(500, TimeUnit.MILLISECONDS)) {
                LOG.warn("The agent was still busy when it was stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        measuring.shutdownNow();
        buffer.close();
    }

    private void measure() {
        buffer.add(Json.compact(sampler.sample()));
        sending.execute(() -> guarded("send", this::sendUnlessWaiting));
    }

    private void sendUnlessWaiting() {
        if (retry == null) {
            send();
        }
    }

    private void send() {
        retry = null;
        courier.sendAll().ifPresent(wait -> {
            retry = sending.schedule(() -> guarded("send", this::send), wait.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** One failure must not end the repetition. */
    private static void guarded(String what, Runnable action) {
        try {
            action.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("The agent stops");
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The agent failed to {} and goes on", what, e);
        }
    }

    private static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }
}
