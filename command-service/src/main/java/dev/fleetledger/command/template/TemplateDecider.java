package dev.fleetledger.command.template;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.template.TemplateCommand.CreateTemplate;
import dev.fleetledger.command.template.TemplateCommand.DeleteTemplate;
import dev.fleetledger.command.template.TemplateCommand.UpdateTemplate;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.TemplateDetails;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateCreated;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateDeleted;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateUpdated;
import dev.fleetledger.schemas.event.VariableDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of templates. */
final class TemplateDecider {
    /** Of 64 KiB each at most. */
    static final int MOST_TEMPLATES = 500;

    private static final int MOST_NAMED = 3;

    private TemplateDecider() {}

    static Decision decide(TemplateCommand command, FleetState state) {
        return switch (command) {
            case CreateTemplate create -> create(create, state);
            case UpdateTemplate update -> ifThere(update.number(), state, template -> update(update, template, state));
            case DeleteTemplate delete -> ifThere(delete.number(), state, template -> delete(template, state));
        };
    }

    private static Decision ifThere(long number, FleetState state, Function<Template, Decision> decide) {
        return state.templates()
                .find(number)
                .map(decide)
                .orElseGet(() -> Decision.refuse(new Rejection.NotFound("Template", Long.toString(number))));
    }

    private static Decision create(CreateTemplate command, FleetState state) {
        var details = command.details();
        var refusal = lacking(details, null).or(() -> taken(details.name(), null, state));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        if (state.templates().table().size() >= MOST_TEMPLATES) {
            return Decision.refuse(
                    conflict("A fleet has at most " + MOST_TEMPLATES + " templates; delete one that is not in use"));
        }
        return Decision.accept(new TemplateCreated(state.templates().lastNumber() + 1, command.templateId(), details));
    }

    private static Decision update(UpdateTemplate command, Template template, FleetState state) {
        if (!command.change().errors().isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(command.change().errors()));
        }
        var old = template.details();
        var changed = command.change().over(old);
        var refusal = lacking(changed, template).or(() -> taken(changed.name(), template, state));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        var details = changed.with(
                Objects.requireNonNullElse(command.packages(), old.packages()), kept(changed.variables(), template));
        return details.equals(old)
                ? Decision.unchanged(template.ref())
                : Decision.accept(new TemplateUpdated(template.number(), details));
    }

    private static Decision delete(Template template, FleetState state) {
        var uses = uses(template, state);
        return uses.isEmpty()
                ? Decision.accept(new TemplateDeleted(template.number()))
                : Decision.refuse(conflict("Template '" + template.name() + "' is in use by " + words(uses)
                        + "; release what is deployed with it, or change the template instead"));
    }

    /** What would be without it: jobs that go on, and what is deployed with it in whatever version. */
    private static List<String> uses(Template template, FleetState state) {
        var uses = new ArrayList<String>();
        state.jobs().all().stream()
                .filter(job -> isOf(job, template))
                .map(Job::name)
                .sorted()
                .forEach(uses::add);
        state.servers().table().values().stream()
                .filter(server -> server.provisioning().deployment() != null
                        && Objects.equals(server.provisioning().deployment().templateNumber(), template.number()))
                .map(server -> "server '" + server.details().hostname() + "'")
                .sorted()
                .forEach(uses::add);
        return uses;
    }

    private static boolean isOf(Job job, Template template) {
        var deploy = job.options().deploy();
        return deploy != null && Objects.equals(deploy.templateNumber(), template.number());
    }

    private static String words(List<String> uses) {
        var more = uses.size() - MOST_NAMED;
        return String.join(", ", uses.subList(0, Math.min(MOST_NAMED, uses.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static Optional<Rejection> taken(String name, @Nullable Template own, FleetState state) {
        return state.templates()
                .find(name)
                .filter(found -> own == null || found.number() != own.number())
                .map(found -> conflict("Template '" + found.name() + "' exists already"));
    }

    /** Stars where there is nothing hidden that they could stand for. */
    private static Optional<Rejection> lacking(TemplateDetails details, @Nullable Template own) {
        var variables = details.variables();
        var errors = IntStream.range(0, variables.size())
                .filter(i -> isStars(variables.get(i))
                        && hidden(variables.get(i), own).isEmpty())
                .mapToObj(i -> new FieldError(
                        "body",
                        List.of("variables", Integer.toString(i), "default"),
                        "there is no hidden value of that type that the stars could stand for",
                        "value_error",
                        SealedSecret.SHOWN,
                        "the value itself"))
                .toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of(new Rejection.Invalid(errors));
    }

    private static List<VariableDetails> kept(List<VariableDetails> variables, Template own) {
        return variables.stream()
                .map(variable -> isStars(variable)
                        ? new VariableDetails(
                                variable.name(),
                                variable.type(),
                                null,
                                hidden(variable, own).orElseThrow().secretUsual(),
                                variable.description(),
                                variable.required(),
                                true)
                        : variable)
                .toList();
    }

    private static boolean isStars(VariableDetails variable) {
        return SealedSecret.SHOWN.equals(variable.usual());
    }

    private static Optional<VariableDetails> hidden(VariableDetails variable, @Nullable Template own) {
        return own == null || !variable.secret()
                ? Optional.empty()
                : own.details().variables().stream()
                        .filter(old -> old.name().equals(variable.name())
                                && old.type() == variable.type()
                                && old.secretUsual() != null)
                        .findFirst();
    }

    private static Rejection conflict(String message) {
        return new Rejection.Conflict("CONFLICT", message);
    }
}
