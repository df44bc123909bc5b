package dev.fleetledger.query.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditEvent;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.history.AuditSelection;
import dev.fleetledger.query.job.JobLog.Level;
import dev.fleetledger.query.job.JobLog.Line;
import dev.fleetledger.query.read.SortOrder;
import dev.fleetledger.schemas.AggregateType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the ledger says of a job, in words. */
final class Milestones {
    /** More events than any job has. */
    private static final int MOST_EVENTS = 500;

    private static final AuditQuery ALL =
            new AuditQuery(null, null, null, null, null, SortOrder.ASC, MOST_EVENTS, null);

    private Milestones() {}

    /** The logs of jobs. */
    record Log(AuditDao audit) {

        /** That of the job of a number, also if it is no longer listed. */
        List<Line> of(long number) {
            var events = audit.page(new AuditSelection(ALL, AggregateType.JOB, Long.toString(number)));
            return Milestones.of(events.events());
        }
    }

    /** The lines of a job's events, each with who is at it. */
    static List<Line> of(List<AuditEvent> events) {
        var lines = new ArrayList<Line>();
        var by = "";
        for (var event : events) {
            var called = attempt(event).path("provider").asText();
            by = called.isEmpty() ? by : "[" + called + "] ";
            var prefix = by;
            lines(event)
                    .map(line -> new Line(line.timestamp(), line.level(), prefix + line.message()))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** The lines of an event, of which some say nothing that others do not. */
    private static Stream<Line> lines(AuditEvent event) {
        return switch (event.type()) {
            case "job.requested" -> requested(event);
            case "job.step-claimed" -> Stream.of(claimed(event));
            case "job.step-observed" ->
                Stream.of(line(event, Level.INFO, after(event, "state.phase").asText()));
            case "job.step-succeeded" -> Stream.of(line(event, Level.INFO, "Done with " + step(event)));
            case "job.step-failed", "job.step-unknown" ->
                Stream.of(line(event, Level.WARNING, "Not done with " + step(event) + ": " + error(event)));
            case "job.cancel-requested" -> Stream.of(line(event, Level.WARNING, event.actor() + " asks to stop it"));
            case "job.completed" -> Stream.of(line(event, Level.INFO, "Job completed"));
            case "job.failed" -> Stream.of(line(event, Level.ERROR, "Job failed"));
            case "job.cancelled" -> Stream.of(line(event, Level.WARNING, "Job cancelled"));
            default -> Stream.empty();
        };
    }

    private static Stream<Line> requested(AuditEvent event) {
        var lines = new ArrayList<>(List.of(line(event, Level.INFO, "Queued by " + event.actor())));
        var deploy = after(event, "options").path("deploy");
        if (deploy.hasNonNull("template_version")) {
            lines.add(line(
                    event,
                    Level.INFO,
                    "With template " + deploy.path("template").asText() + ", version "
                            + deploy.path("template_version").asText()));
        }
        if (deploy.hasNonNull("user_data_sha256")) {
            lines.add(line(
                    event,
                    Level.INFO,
                    "The machine is handed user data of SHA-256 "
                            + deploy.path("user_data_sha256").asText()));
        }
        var unused = deploy.path("unused_variables");
        if (!unused.isEmpty()) {
            var names = new ArrayList<String>();
            unused.forEach(name -> names.add(name.asText()));
            lines.add(line(
                    event,
                    Level.WARNING,
                    "No template declares " + String.join(", ", names) + ": the values go nowhere"));
        }
        return lines.stream();
    }

    /** What is under way after it and was not before. */
    private static JsonNode attempt(AuditEvent event) {
        var abort = after(event, "state.abort");
        return abort.isObject() ? abort : after(event, "state.call");
    }

    private static Line claimed(AuditEvent event) {
        var attempt = attempt(event);
        var number = attempt.path("number").asInt();
        var again = number > 1 ? ", attempt " + number : "";
        return line(event, Level.INFO, "Beginning to " + attempt.path("step").asText() + again);
    }

    /** The step that was settled: what was under way before and is not after. The call may end before its abort does. */
    private static String step(AuditEvent event) {
        var abort = before(event, "state.abort");
        var attempt = abort.isObject() && !endsCall(event) ? abort : before(event, "state.call");
        return attempt.path("step").asText("it");
    }

    /** A call that is done leads to the next step; one that failed is no longer there; what is unknown is the abort's. */
    private static boolean endsCall(AuditEvent event) {
        return switch (event.type()) {
            case "job.step-succeeded" -> event.changes().containsKey("state.step");
            case "job.step-failed" -> event.changes().containsKey("state.call");
            default -> false;
        };
    }

    private static String error(AuditEvent event) {
        return after(event, "state.error").asText("the same as before");
    }

    private static JsonNode before(AuditEvent event, String field) {
        var change = event.changes().get(field);
        return change == null ? MissingNode.getInstance() : change.before();
    }

    private static JsonNode after(AuditEvent event, String field) {
        var change = event.changes().get(field);
        return change == null ? MissingNode.getInstance() : change.after();
    }

    private static Line line(AuditEvent event, Level level, String message) {
        return new Line(event.time(), level, message);
    }
}
