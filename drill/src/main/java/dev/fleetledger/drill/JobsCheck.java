package dev.fleetledger.drill;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.drill.ProviderWire.Counted;
import dev.fleetledger.drill.ProviderWire.Report;
import dev.fleetledger.drill.ProviderWire.Run;
import dev.fleetledger.drill.ProviderWire.Verb;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.job.StepEffect;
import dev.fleetledger.tools.audit.KafkaLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares what a provider counted with what the ledger says of jobs and servers. */
final class JobsCheck {
    private static final String DONE = "Done";
    private static final String STOPPED = "Stopped";
    private static final String COMMISSION = "Commission";
    private static final String DEPLOY = "Deploy";
    private static final String RELEASE = "Release";
    private static final Set<String> LIFECYCLE = Set.of(COMMISSION, DEPLOY, RELEASE);

    private final FleetState fleet;
    private final Map<UUID, JobStepClaimed> claims;
    private final Report report;
    private final List<String> wrong = new ArrayList<>();

    JobsCheck(FleetState fleet, Map<UUID, JobStepClaimed> claims, Report report) {
        this.fleet = fleet;
        this.claims = claims;
        this.report = report;
        sent();
        fleet.jobs().all().forEach(job -> wrong.add(job.name() + " has not ended"));
        fleet.jobs().finished().values().forEach(this::ended);
        fleet.servers().table().values().forEach(this::left);
    }

    /** Of the ledger in Kafka. */
    static JobsCheck of(KafkaSettings kafka, Report report) {
        var claims = new HashMap<UUID, JobStepClaimed>();
        var state = new FleetState[] {FleetState.EMPTY};
        new KafkaLedger(kafka).read(record -> {
            var recorded = LedgerRecords.read(record);
            if (recorded.metadata().fleet().equals(FleetId.DEFAULT)) {
                state[0] = state[0].evolve(recorded);
                if (recorded.event() instanceof JobStepClaimed claimed) {
                    claims.put(claimed.claimId(), claimed);
                }
            }
        });
        return new JobsCheck(state[0], claims, report);
    }

    /** What is wrong, one sentence each. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** A step of a job, of which there may be several claims. */
    private record Step(long job, String name) {
        static Step of(JobStepClaimed claimed) {
            return new Step(claimed.jobNumber(), claimed.step());
        }

        @Override
        public String toString() {
            return name + " of job " + job;
        }
    }

    /** Each call has a claim; none is made twice; one is made anew only after the one before positively was not. */
    private void sent() {
        var begun = new HashMap<Step, List<JobStepClaimed>>();
        var notBegun = new HashMap<Step, Integer>();
        for (var call : report.calls()) {
            var claim = claims.get(call.claim());
            if (claim == null) {
                wrong.add("the provider was asked to " + call.verb() + " without a claim: " + call);
            } else if (call.verb() == Verb.BEGIN) {
                begun(call, claim, begun.computeIfAbsent(Step.of(claim), step -> new ArrayList<>()), notBegun);
            } else if (call.verb() == Verb.LOOK && call.answer().equals("NotBegun")) {
                notBegun.merge(Step.of(claim), claim.attempt(), Math::max);
            }
        }
    }

    private void begun(Counted call, JobStepClaimed claim, List<JobStepClaimed> before, Map<Step, Integer> notBegun) {
        var step = Step.of(claim);
        if (before.stream().anyMatch(earlier -> earlier.claimId().equals(claim.claimId()))) {
            wrong.add(step + " was sent twice by one claim: " + call);
        } else if (!before.isEmpty()) {
            wrong.add(step + " (" + claim.effect() + ") was sent twice, by attempts "
                    + before.stream().map(JobStepClaimed::attempt).toList() + " and " + claim.attempt());
        }
        if (claim.attempt() > 1 && claim.effect() == StepEffect.ONCE) {
            wrong.add(step + " may be done but once and was claimed again");
        }
        if (claim.attempt() > 1 && notBegun.getOrDefault(step, 0) < claim.attempt() - 1) {
            wrong.add(step + " was sent again as attempt " + claim.attempt() + " without asking first");
        }
        before.add(claim);
    }

    /** What the ledger says of a job's last step is so at the provider. */
    private void ended(Job job) {
        var last = job.plan().getLast().name();
        var ends = report.runs().stream()
                .filter(run -> isOf(job, last, run))
                .map(Run::end)
                .toList();
        switch (job.state().status()) {
            case COMPLETED -> {
                if (!ends.equals(List.of(DONE))) {
                    wrong.add(job.name() + " is completed; its provider says of it " + ends);
                }
            }
            case FAILED -> {
                if (!job.state().outcomeUnknown() && !ends.isEmpty()) {
                    wrong.add(job.name() + " failed (" + job.state().error() + "); its provider says of it " + ends);
                }
            }
            case CANCELLED -> {
                if (!Set.of(STOPPED).containsAll(ends)) {
                    wrong.add(job.name() + " is cancelled; its provider says of it " + ends);
                }
            }
            case PENDING, RUNNING -> wrong.add(job.name() + " is over and live");
        }
    }

    private boolean isOf(Job job, String step, Run run) {
        var claim = claims.get(run.claim());
        return claim != null
                && claim.jobNumber() == job.number()
                && claim.step().equals(step);
    }

    /** The state that a server is left in is what its provider last made of it. */
    private void left(Server server) {
        var made = report.runs().stream()
                .filter(run -> run.machine().equals(server.systemId()) && LIFECYCLE.contains(run.task()))
                .filter(run -> !run.end().equals(STOPPED))
                .reduce((first, second) -> second)
                .map(run -> run.task() + " " + run.end())
                .orElse("nothing");
        var isSo = switch (server.lifecycle()) {
            case NEW -> made.equals("nothing");
            case READY -> Set.of(COMMISSION + " " + DONE, RELEASE + " " + DONE).contains(made);
            case DEPLOYED -> made.equals(DEPLOY + " " + DONE);
            // It says that nobody can count on anything.
            case FAILED -> true;
            case COMMISSIONING, DEPLOYING, RELEASING -> false;
        };
        if (!isSo) {
            wrong.add(server.slug() + " is " + server.lifecycle() + "; what its provider last made of it is " + made);
        }
    }

    /** Figures, one line. */
    String summary() {
        var finished = fleet.jobs().finished().values();
        var kinds = finished.stream()
                .collect(Collectors.groupingBy(job -> job.type().wireName(), Collectors.counting()));
        var ends = finished.stream().collect(Collectors.groupingBy(JobsCheck::end, Collectors.counting()));
        var unsent = claims.values().stream()
                .filter(claim -> !claim.step().equals(JobPlan.ABORT))
                .filter(claim -> count(Verb.BEGIN, claim.claimId()) == 0)
                .count();
        return finished.size() + " jobs " + kinds + " ended " + ends + "; the provider counted "
                + count(Verb.BEGIN) + " begins, " + count(Verb.ABORT) + " aborts, " + count(Verb.LOOK) + " questions, "
                + report.lost() + " answers lost; " + claims.size() + " claims, of which " + unsent
                + " were never sent";
    }

    private static String end(Job job) {
        return job.state().status() == JobStatus.FAILED && job.state().outcomeUnknown()
                ? "outcome unknown"
                : job.state().status().wireName();
    }

    private long count(Verb verb) {
        return report.calls().stream().filter(call -> call.verb() == verb).count();
    }

    private long count(Verb verb, UUID claim) {
        return report.calls().stream()
                .filter(call -> call.verb() == verb && call.claim().equals(claim))
                .count();
    }
}
