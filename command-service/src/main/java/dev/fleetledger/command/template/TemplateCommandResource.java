package dev.fleetledger.command.template;

import dev.fleetledger.command.cloudinit.Inspection;
import dev.fleetledger.command.cloudinit.Rendering;
import dev.fleetledger.command.cloudinit.UnfitValueException;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.template.TemplateCommand.CreateTemplate;
import dev.fleetledger.command.template.TemplateCommand.DeleteTemplate;
import dev.fleetledger.command.template.TemplateCommand.UpdateTemplate;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.template.TemplateView;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of templates, and what would become of one. A path takes a template's number or its name. */
@Path("/api/templates")
@Speaks(Contract.GOUGH)
public final class TemplateCommandResource {
    private final Commands commands;
    private final TemplateSecrets secrets;

    TemplateCommandResource(Commands commands, TemplateSecrets secrets) {
        this.commands = commands;
        this.secrets = secrets;
    }

    /**
     * Values to try a template with.
     *
     * @param environmentVariables by the variables' names
     */
    public record Trial(
            @Nullable @Size(max = NewTemplate.MOST_VARIABLES)
            Map<String, String> environmentVariables) {

        /** Says nothing of the values. */
        @Override
        public String toString() {
            return "Trial";
        }

        /** What was sent, if it can be values. */
        @Nullable
        Map<String, String> sent() {
            var errors = environmentVariables == null ? List.<FieldError>of() : Values.errors(environmentVariables);
            if (!errors.isEmpty()) {
                throw new RejectedException(new Rejection.Invalid(errors));
            }
            return environmentVariables;
        }
    }

    /**
     * What a machine would be handed.
     *
     * @param content with stars for secrets
     * @param version of the template
     * @param unusedVariables that were sent and go nowhere
     */
    public record Rendered(long id, String name, String version, String content, List<String> unusedVariables) {}

    /** Adds a template. What cloud-init would not take is kept nevertheless; its validation says so. */
    @POST
    @RequiresPermission(Permission.TEMPLATE_MANAGE)
    public Created<TemplateView> create(@Context Call call, Body<NewTemplate> body) {
        var sent = body.read();
        sent.check();
        var id = UUID.randomUUID();
        var details = sent.details((variable, value) -> secrets.seal(id, variable, value));
        var ready = details.with(packages(sent.content()), details.variables());
        var view = answer(call, commands.execute(call, body, new CreateTemplate(id, ready)));
        call.message("Template created successfully");
        return new Created<>("/api/templates/" + view.id(), view);
    }

    /** Makes another version of a template: changes the fields sent; null clears an optional one. */
    @PUT
    @Path("/{id}")
    @RequiresPermission(Permission.TEMPLATE_MANAGE)
    public TemplateView update(@Context Call call, @PathParam("id") String id, Body<Change<NewTemplate>> body) {
        var template = known(id);
        var change = body.read();
        change.value().check();
        var details = change.as(
                sent -> sent.details((variable, value) -> secrets.seal(template.templateId(), variable, value)));
        var content = change.sent().contains("content") ? change.value().content() : null;
        var command = new UpdateTemplate(template.number(), details, content == null ? null : packages(content));
        var view = answer(call, commands.execute(call, body, command));
        call.message("Template updated successfully");
        return view;
    }

    /** Removes a template that nothing is deployed with; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.TEMPLATE_MANAGE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        commands.execute(call, new DeleteTemplate(known(id).number()));
    }

    /** Looks at a template as cloud-init would, with the values sent, if any are. */
    @POST
    @Path("/{id}/validate")
    @RequiresPermission(Permission.TEMPLATE_READ)
    public Validation validate(@Context Call call, @PathParam("id") String id, Body<Trial> body) {
        var template = known(id);
        var sent = body.read().sent();
        return Validation.of(template, sent, variable -> secrets.usual(template, variable));
    }

    /** What a machine would be handed of a template with the values sent; secrets are not shown. */
    @POST
    @Path("/{id}/render")
    @RequiresPermission(Permission.TEMPLATE_READ)
    public Rendered render(@Context Call call, @PathParam("id") String id, Body<Trial> body) {
        var template = known(id);
        var sent = body.read().sent();
        var values = Values.of(template, sent == null ? Map.of() : sent, variable -> secrets.usual(template, variable));
        var errors = new ArrayList<>(values.wrong());
        values.missing().stream().map(Values::missing).forEach(errors::add);
        values.undeclared().stream()
                .map(name -> Values.unfit(name, "is not declared by the template"))
                .forEach(errors::add);
        Inspection.of(template.content(), Map.of()).errors().stream()
                .map(error -> FieldError.invalid("content", error, null, "a template that its validation finds valid"))
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
        try {
            Rendering.of(template.content(), values.given());
        } catch (UnfitValueException e) {
            throw new RejectedException(
                    new Rejection.Invalid(Values.unfit(e.variable(), String.valueOf(e.getMessage()))));
        }
        var shown = new HashMap<>(values.given());
        shown.replaceAll((name, value) -> isSecret(template, name) ? SealedSecret.SHOWN : value);
        return new Rendered(
                template.number(),
                template.name(),
                template.version(),
                Rendering.shown(template.content(), shown),
                values.unused());
    }

    private static boolean isSecret(Template template, String variable) {
        return template.variable(variable).filter(found -> found.secret()).isPresent();
    }

    private static List<String> packages(String content) {
        return Inspection.of(content, Map.of()).packages();
    }

    private Template known(String id) {
        return commands.state().templates().find(id).orElseThrow(() -> PathId.notFound("Template", id));
    }

    private static TemplateView answer(Call call, CommandReply.Accepted accepted) {
        Commands.tag(call, accepted);
        var id = accepted.subject().id();
        return accepted.state()
                .templates()
                .find(Long.parseLong(id))
                .map(TemplateView::of)
                .orElseThrow(() -> PathId.notFound("Template", id));
    }
}
