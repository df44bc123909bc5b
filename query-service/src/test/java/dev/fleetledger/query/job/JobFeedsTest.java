package dev.fleetledger.query.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.job.JobFeeds.Progress;
import dev.fleetledger.query.live.Feed;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.JobEvent.JobStepObserved;
import dev.fleetledger.schemas.event.JobEvent.JobStepWaiting;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.job.LogLevel;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobFeedsTest {
    private static final Instant LATER = Instant.parse("2026-11-30T12:00:00Z");
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");

    private final Jdbi database = TestTables.create();
    private final EventChain chain = new EventChain();
    private final List<JobLog.Line> lines = new ArrayList<>();
    private final JobLogReader log = new JobLogReader(number -> List.copyOf(lines), new JobLineDao(database)::after);
    private final AtomicBoolean caughtUp = new AtomicBoolean(true);
    private Instant now = Instant.EPOCH;
    private final JobFeeds feeds = new JobFeeds(new JobDao(database), log, caughtUp::get, () -> now);

    @Test
    @DisplayName("G14: what is so now comes first, then each change, and the final status last")
    void whatIsSoNowComesFirst() {
        started();
        var feed = feeds.progress(7);
        var now = feed.after(null);
        assertThat(statuses(now)).containsExactly(JobStatus.RUNNING);
        assertThat(now.over()).isFalse();
        var id = now.items().getFirst().id();
        assertThat(feed.after(id).items()).isEmpty();

        record(new JobStepObserved(7, JobPlan.DEPLOY, "Installing OS", 50));
        var next = feed.after(id);
        assertThat(next.items()).hasSize(1);
        assertThat(((Progress) next.items().getFirst().data()).message()).isEqualTo("Installing OS");

        record(new JobCompleted(7));
        var end = feed.after(next.items().getFirst().id());
        assertThat(statuses(end)).containsExactly(JobStatus.COMPLETED);
        assertThat(end.over()).isTrue();
    }

    @Test
    @DisplayName("G14: a job that goes on without a change is shown to who comes back as it is")
    void whatGoesOnIsShownAgainAfterABreak() {
        started();
        var seen = feeds.progress(7).after(null).items().getFirst().id();
        assertThat(statuses(feeds.progress(7).after(seen))).containsExactly(JobStatus.RUNNING);
    }

    @Test
    @DisplayName("G14: a job that is over is its final status and the end, also for who has seen it")
    void whatIsOverIsItsFinalStatus() {
        started();
        record(new JobCompleted(7));
        var end = feeds.progress(7).after(null);
        assertThat(statuses(end)).containsExactly(JobStatus.COMPLETED);
        assertThat(end.over()).isTrue();
        for (var seen : new String[] {end.items().getFirst().id(), "1", "999", "of-another-stream"}) {
            assertThat(feeds.progress(7).after(seen)).isEqualTo(end);
        }
    }

    @Test
    @DisplayName("G14: a log is told from its beginning or from where a client got to, then as it grows, to its end")
    void aLogIsToldAsItGrows() {
        started();
        lines.add(line("queued"));
        lines.add(line("begun"));
        var feed = feeds.log(7);
        assertThat(messages(feed.after(null))).containsExactly("1-0 queued", "2-0 begun");
        assertThat(feed.after("2-0").items()).isEmpty();

        lines.add(line("installing"));
        record(new JobStepObserved(7, JobPlan.DEPLOY, "Installing OS", 50));
        assertThat(messages(feed.after("2-0"))).containsExactly("3-0 installing");
        assertThat(messages(feeds.log(7).after("1-0"))).containsExactly("2-0 begun", "3-0 installing");

        lines.add(line("completed"));
        record(new JobCompleted(7));
        var end = feed.after("3-0");
        assertThat(messages(end)).containsExactly("4-0 completed");
        assertThat(end.over()).isTrue();
        assertThat(feeds.log(7).after("4-0")).isEqualTo(new Feed.Part(List.of(), true));
    }

    @Test
    @DisplayName("G14: what a provider logs is told as it comes, and the end waits until all of it is there")
    void whatAProviderLogsIsTold() {
        started();
        lines.add(line("queued"));
        var feed = feeds.log(7);
        assertThat(messages(feed.after(null))).containsExactly("1-0 queued");
        logged(100, "power on");
        logged(100, "power on");
        logged(101, "lease");
        assertThat(messages(feed.after("1-0"))).containsExactly("1-100 power on", "1-101 lease");
        assertThat(feed.after("1-101").items()).isEmpty();

        lines.add(line("completed"));
        record(new JobCompleted(7));
        caughtUp.set(false);
        var almost = feed.after("1-101");
        assertThat(messages(almost)).containsExactly("2-101 completed");
        assertThat(almost.over()).isFalse();
        logged(102, "rebooting");
        caughtUp.set(true);
        var end = feed.after("2-101");
        assertThat(messages(end)).containsExactly("2-102 rebooting");
        assertThat(end.over()).isTrue();
    }

    @Test
    @DisplayName("G14: a log that never is all there ends at last")
    void aLogThatIsNeverAllThereEnds() {
        started();
        record(new JobCompleted(7));
        caughtUp.set(false);
        var feed = feeds.log(7);
        var asked = 0;
        while (!feed.after(null).over()) {
            assertThat(++asked).isLessThan(10);
        }
    }

    @Test
    @DisplayName("G14: the log of what is over for long is not waited for")
    void aLogOfLongAgoIsAllThere() {
        started();
        record(new JobCompleted(7));
        caughtUp.set(false);
        now = Instant.parse("2100-01-01T00:00:00Z");
        assertThat(feeds.log(7).after(null).over()).isTrue();
    }

    private void logged(long seq, String message) {
        var line = new JobLine(7, seq, LATER, LogLevel.INFO, message);
        database.useTransaction(handle -> new JobLineProjection().apply(handle, List.of(line)));
    }

    private static JobLog.Line line(String message) {
        return new JobLog.Line(LATER, JobLog.Level.INFO, message);
    }

    private static List<String> messages(Feed.Part part) {
        return part.items().stream()
                .map(item -> item.id() + " " + ((JobLog.Line) item.data()).message())
                .toList();
    }

    @Test
    @DisplayName("G9: a job is named by its number, with its own type or none")
    void aJobIsNamedByItsOwnType() {
        started();
        assertThat(feeds.number("7")).isEqualTo(7);
        assertThat(feeds.number("deploy-job-7")).isEqualTo(7);
        for (var other : List.of("power-job-7", "format-job-7", "8", "deploy-job-8", "x")) {
            assertThatThrownBy(() -> feeds.number(other)).isInstanceOf(RejectedException.class);
        }
    }

    @Test
    void noJobIsNoFeed() {
        assertThatThrownBy(() -> feeds.progress(8).after(null)).isInstanceOf(RejectedException.class);
    }

    private static List<JobStatus> statuses(Feed.Part part) {
        return part.items().stream()
                .map(item -> ((Progress) item.data()).status())
                .toList();
    }

    private void started() {
        var target = new JobTarget(SERVER, 1, "web", "fl-1", Lifecycle.READY);
        var deploy = JobOptions.of(new JobOptions.Deploy("jammy", null, null, List.of()));
        record(new JobRequested(7, JobKind.DEPLOY, target, deploy, 300, null, 0));
        record(new JobStepClaimed(
                7, JobPlan.DEPLOY, 1, new UUID(1, 1), StepEffect.CONVERGE, LATER, LATER, "simulated"));
        record(new JobStepWaiting(7, JobPlan.DEPLOY, "ref", LATER));
    }

    private void record(JobEvent event) {
        database.useTransaction(handle -> new HistoryProjection().apply(handle, List.of(chain.recorded(event))));
    }
}
