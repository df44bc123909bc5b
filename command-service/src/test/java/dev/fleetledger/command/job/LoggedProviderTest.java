package dev.fleetledger.command.job;

import static dev.fleetledger.command.job.JobFixtures.CLAIM;
import static dev.fleetledger.command.job.JobFixtures.DEPLOY;
import static dev.fleetledger.command.job.JobFixtures.claimed;
import static dev.fleetledger.command.job.JobFixtures.requested;
import static dev.fleetledger.command.job.JobFixtures.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.LogLine;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.providers.Task;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.job.LogLevel;
import dev.fleetledger.schemas.job.StepEffect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoggedProviderTest {
    private static final FleetState STATE = DeciderSpecification.state(
            List.of(then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1))));
    private static final Machine MACHINE = new Machine("fl-1", "web", null, null);

    private final Logging inner = new Logging();
    private final List<JobLine> topic = new ArrayList<>();
    private final LoggedProvider provider = logged();
    private boolean away;

    /** Has logged so many lines, of which it tells three at a time. */
    private static final class Logging implements Provider {
        private int lines;
        private boolean broken;
        private Sighting sighting = new Sighting.UnderWay("ref", "Installing OS", 50);

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Duration askEvery() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Answer begin(Machine machine, Order order) {
            return new Answer.Began("ref");
        }

        @Override
        public Sighting look(Machine machine, Order order) {
            return sighting;
        }

        @Override
        public List<LogLine> log(Machine machine, Order order, int after) throws IOException {
            if (broken) {
                throw new IOException("no route");
            }
            return IntStream.rangeClosed(after + 1, Math.min(after + 3, lines))
                    .mapToObj(number -> new LogLine(
                            number, DeciderSpecification.START, LogLevel.INFO, "line " + number + " of s3cr3t-s3cr3t"))
                    .toList();
        }

        @Override
        public Answer abort(Machine machine, Order order) {
            return new Answer.Done(Found.NOTHING);
        }
    }

    private LoggedProvider logged() {
        return new LoggedProvider(inner, () -> STATE, (job, state) -> List.of("s3cr3t-s3cr3t"), lines -> {
            if (away) {
                throw new UnavailableException("Kafka is away", Duration.ofSeconds(1));
            }
            topic.addAll(lines);
        });
    }

    private static Order order(UUID claim) {
        return new Order(
                claim, new Task.Deploy(Objects.requireNonNull(DEPLOY.deploy())), DeciderSpecification.START, "ref");
    }

    private List<String> written() {
        return topic.stream().map(JobLine::message).toList();
    }

    private static List<String> lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> "[fake] line " + number + " of ********")
                .toList();
    }

    @Test
    void allThatWasLoggedIsWrittenOnceBeforeTheAnswerCounts() throws Exception {
        inner.lines = 4;
        assertThat(provider.look(MACHINE, order(CLAIM))).isEqualTo(inner.sighting);
        assertThat(written()).isEqualTo(lines(1, 4));
        assertThat(topic).allSatisfy(line -> assertThat(line.job()).isEqualTo(1));
        provider.look(MACHINE, order(CLAIM));
        assertThat(topic).hasSize(4);
        inner.lines = 11;
        inner.sighting = new Sighting.Done(Found.NOTHING);
        assertThat(provider.look(MACHINE, order(CLAIM))).isEqualTo(inner.sighting);
        assertThat(written()).isEqualTo(lines(1, 11));
    }

    @Test
    void whoTakesOverAfterAKillWritesTheSameAgain() throws Exception {
        inner.lines = 4;
        provider.look(MACHINE, order(CLAIM));
        var before = List.copyOf(topic);
        logged().look(MACHINE, order(CLAIM));
        assertThat(topic.subList(4, 8)).isEqualTo(before);
    }

    @Test
    void whatCannotBeReadOrWrittenChangesNothingAndComesWithTheNextLook() throws Exception {
        inner.lines = 2;
        inner.broken = true;
        assertThat(provider.look(MACHINE, order(CLAIM))).isEqualTo(inner.sighting);
        inner.broken = false;
        away = true;
        assertThat(provider.look(MACHINE, order(CLAIM))).isEqualTo(inner.sighting);
        assertThat(topic).isEmpty();
        away = false;
        provider.look(MACHINE, order(CLAIM));
        assertThat(written()).isEqualTo(lines(1, 2));
    }

    @Test
    void whatIsNobodysJobIsNotWritten() throws Exception {
        inner.lines = 2;
        provider.look(MACHINE, order(new UUID(9, 9)));
        assertThat(topic).isEmpty();
    }

    @Test
    void whatCannotBeStarredIsNotWritten() throws Exception {
        inner.lines = 2;
        var sealed = new LoggedProvider(
                inner,
                () -> STATE,
                (job, state) -> {
                    throw new IllegalArgumentException("cannot be unsealed by this keyset");
                },
                topic::addAll);
        for (var i = 0; i < 2; i++) {
            assertThat(sealed.look(MACHINE, order(CLAIM))).isEqualTo(inner.sighting);
        }
        assertThat(topic).isEmpty();
    }

    @Test
    void whatALookCannotTellIsToldAsEver() {
        var broken = new LoggedProvider(new Breaking(), () -> STATE, (job, state) -> List.of(), topic::addAll);
        assertThatThrownBy(() -> broken.look(MACHINE, order(CLAIM))).isInstanceOf(IOException.class);
    }

    private static final class Breaking implements Provider {
        @Override
        public String name() {
            return "breaking";
        }

        @Override
        public Duration askEvery() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Answer begin(Machine machine, Order order) throws IOException {
            throw new IOException("no route");
        }

        @Override
        public Sighting look(Machine machine, Order order) throws IOException {
            throw new IOException("no route");
        }

        @Override
        public Answer abort(Machine machine, Order order) throws IOException {
            throw new IOException("no route");
        }
    }
}
